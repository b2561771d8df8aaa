"""Lines for a day, a time of day, and both."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QTimeEdit

from leaddesk.presentation.text import user_locale


class DayLine(QDateEdit):
    """A day that may be left open: empty until somebody writes or picks one."""

    def __init__(self, today: QDate) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setMinimumDate(QDate(1999, 12, 31))
        self.setSpecialValueText(" ")
        locale = user_locale()
        self.setLayoutDirection(locale.textDirection())
        self.setDisplayFormat(locale.dateFormat(QLocale.FormatType.ShortFormat))
        self._today = today
        self.setDate(self.minimumDate())

    def text_value(self) -> str:
        """Return the day in ISO form, "" for none."""
        day = self.date()
        return "" if day == self.minimumDate() else day.toString(Qt.DateFormat.ISODate)

    def set_text_value(self, iso: str) -> None:
        """Show an ISO day."""
        day = QDate.fromString(iso, Qt.DateFormat.ISODate)
        self.setDate(day if day.isValid() else self.minimumDate())

    def stepBy(self, steps: int) -> None:
        """Step from today when nothing is set yet."""
        if self.date() == self.minimumDate():
            self.setDate(self._today)
        else:
            super().stepBy(steps)


class MomentLine(QDateTimeEdit):
    """A day with its weekday, and a time; a calendar opens on request."""

    def __init__(self) -> None:
        super().__init__()
        locale, short = user_locale(), QLocale.FormatType.ShortFormat
        # Numbers run as the locale writes them, whichever way the window does: else 17:00 would
        # stand as 00:17.
        self.setLayoutDirection(locale.textDirection())
        self.setCalendarPopup(True)
        self.setDisplayFormat(f"ddd {locale.dateFormat(short)}  {locale.timeFormat(short)}")


class TimeLine(QTimeEdit):
    """A time of day."""

    def __init__(self) -> None:
        super().__init__()
        self.setLayoutDirection(user_locale().textDirection())
        self.setDisplayFormat(user_locale().timeFormat(QLocale.FormatType.ShortFormat))
