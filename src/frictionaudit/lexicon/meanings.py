"""What words can mean to a shopper."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Meaning", "OrderVerdict"]


class Meaning(StrEnum):
    """What a label or text means to a shopper. One key of the same name in each words/<language>.yaml."""

    ADD_TO_CART = "add_to_cart"
    CHECKOUT = "checkout"
    CONTINUE = "continue"
    PAY = "pay"
    ORDER = "order"
    SUBSCRIBE = "subscribe"
    CONFIRM = "confirm"
    ACCEPT = "accept"
    REJECT = "reject"
    MANAGE = "manage"
    CLOSE = "close"
    SIGN_IN = "sign_in"
    GUEST = "guest"
    SEARCH = "search"
    APPLY = "apply"
    REMOVE = "remove"
    COOKIES = "cookies"
    AMBIGUOUS = "ambiguous"
    TOTAL = "total"
    NOT_FOUND = "not_found"
    MAINTENANCE = "maintenance"
    GENERIC_ERROR = "generic_error"
    CONFIRMATION = "confirmation"
    ORDER_NUMBER = "order_number"
    BUSY = "busy"
    OUT_OF_STOCK = "out_of_stock"
    DECLINED = "declined"
    """A payment that did not go through, and that nothing was charged."""
    TRY_AGAIN = "try_again"
    OTHER_PAYMENT = "other_payment"
    CART_EMPTY = "cart_empty"
    CANCEL = "cancel"
    """Giving up a payment at the bank or the provider, and going back to the shop."""
    BOT_WALL = "bot_wall"
    LOGIN_WALL = "login_wall"
    REQUIRED = "required"
    PRECONDITION = "precondition"


class OrderVerdict(StrEnum):
    """What the order-button reference says of a label."""

    STATUTORY = "statutory"
    EQUIVALENT_ATTESTED = "equivalent_attested"
    EQUIVALENT_LIKELY = "equivalent_likely"
    AMBIGUOUS = "ambiguous"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
