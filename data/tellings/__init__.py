"""Telling members what became of what they asked for and suggested: only those who chose it, and as they chose."""

from data.tellings.collection import DIRECT, MOST_MENTIONED, MOST_TOLD, Tellings, messages_of
from data.tellings.models import Event, News, Way

__all__ = ["DIRECT", "MOST_MENTIONED", "MOST_TOLD", "Event", "News", "Tellings", "Way", "messages_of"]
