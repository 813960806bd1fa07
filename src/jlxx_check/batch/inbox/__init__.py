"""What lies in the inbox: arrivals, what they are opened as, and what is none."""

from jlxx_check.batch.inbox.inbox_content import (
    Arrival,
    ArrivalShape,
    InboxContent,
    LooseFile,
    open_arrival,
)
from jlxx_check.batch.inbox.listings import (
    STILL_COMING,
    STILL_MOVING,
    TO_GROW,
    ArrivalListing,
    growing,
    list_arrivals,
    require_reach,
    whole_look,
    without_end,
)
from jlxx_check.batch.inbox.looking import look_into

__all__ = [
    "STILL_COMING",
    "STILL_MOVING",
    "TO_GROW",
    "Arrival",
    "ArrivalListing",
    "ArrivalShape",
    "InboxContent",
    "LooseFile",
    "growing",
    "list_arrivals",
    "look_into",
    "open_arrival",
    "require_reach",
    "whole_look",
    "without_end",
]
