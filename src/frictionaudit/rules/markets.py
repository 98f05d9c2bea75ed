"""Countries by the law that governs their shops."""

from __future__ import annotations

__all__ = ["EEA", "adds_tax_at_the_end", "has_inclusive_prices", "is_in_eea"]

# fmt: off
EEA = frozenset({
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
    "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
    "IS", "LI", "NO",
    "EL", "EU", "EEA",
})
# fmt: on
"""ISO 3166-1 codes of the 27 EU members and of Iceland, Liechtenstein and Norway, where Directive 2011/83/EU applies by
the EEA Agreement; EL is the EU's own code for Greece, EU and EEA stand for a shop that sells to all of them.

Source: https://european-union.europa.eu/principles-countries-history/eu-countries_en and https://www.efta.int/eea
"""


def is_in_eea(market: str | None) -> bool | None:
    """Tell whether EU consumer law governs the market; None where the journey names no market."""
    return None if market is None else market.strip().upper() in EEA


def adds_tax_at_the_end(market: str | None) -> bool:
    """Tell whether prices stand without tax there by habit, and tax is added in the checkout."""
    return market is not None and market.strip().upper() in _TAX_AT_THE_END


def has_inclusive_prices(market: str | None) -> bool:
    """Tell whether consumers must be shown prices with tax there."""
    return market is not None and market.strip().upper() in EEA | _INCLUSIVE


_TAX_AT_THE_END = frozenset({"US", "CA"})

# UK: Price Marking Order 2004; AU: Australian Consumer Law s. 48; CH: Preisbekanntgabeverordnung; BR: Decreto
# 5.903/2006, Art. 3; MX: Ley Federal de Protección al Consumidor, Art. 7 Bis; JP: Consumption Tax Act, Art. 63. In the
# EEA it is Directive 98/6/EC, Art. 2(a).
_INCLUSIVE = frozenset({"UK", "GB", "AU", "CH", "BR", "MX", "JP"})
