"""The words of shops in each language, and one matcher."""

from frictionaudit.lexicon.matcher import (
    Meaning,
    OrderVerdict,
    claims,
    has_words,
    is_ambiguous_label,
    labelled_code_in,
    language_of,
    languages,
    meanings_of,
    order_button_verdict,
    order_reference_in,
    orders_somewhere,
    reads_as_order,
    says,
    stems_of,
    whole_phrases_of,
)

__all__ = [
    "Meaning",
    "OrderVerdict",
    "claims",
    "has_words",
    "is_ambiguous_label",
    "labelled_code_in",
    "language_of",
    "languages",
    "meanings_of",
    "order_button_verdict",
    "order_reference_in",
    "orders_somewhere",
    "reads_as_order",
    "says",
    "stems_of",
    "whole_phrases_of",
]
