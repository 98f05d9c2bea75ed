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
