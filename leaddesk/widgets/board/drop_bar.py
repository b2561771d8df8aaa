"""The bar at the board's foot while cards are dragged: won, lost, nurture, disqualify."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from leaddesk.domain.draft import RecordKind
from leaddesk.domain.pipeline import StageRole
from leaddesk.presentation.text import tr
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.shadows import shadow_reach
from leaddesk.widgets.theme.strokes import elide, mirrored, rounded, write

HEIGHT: Final = 68
Family: TypeAlias = Literal["ok", "danger", "info", "warn"]


@dataclass(frozen=True, slots=True)
class DropPlace:
    """A target of the bar: the role of the stage it leads to."""

    role: StageRole
    text: str
    hint: str
    icon: str
    family: Family


def places_for(kinds: frozenset[RecordKind]) -> tuple[DropPlace, ...]:
    """Return what the dragged cards may become; leads and opportunities together: nurture."""
    won = DropPlace("won", tr("Won"), tr("Asks for value and start date"), "trophy", "ok")
    lost = DropPlace("lost", tr("Lost"), tr("Asks for a reason"), "circle-x", "danger")
    nurture = DropPlace("nurture", tr("Nurture"), tr("Pause and follow up later"), "sprout", "info")
    out = DropPlace("disqualified", tr("Disqualify"), tr("Asks for a reason"), "circle-x", "danger")
    if kinds == {"opportunity"}:
        return won, lost, nurture
    return (nurture, out) if kinds == {"lead"} else (nurture,)


class DropBar(QWidget):
    """Painted targets side by side; the board asks which one lies under the mouse."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places: tuple[DropPlace, ...] = ()
        self._over: DropPlace | None = None
        self.setAccessibleName(tr("Drop targets"))
        self.hide()

    def rise(self, places: tuple[DropPlace, ...]) -> None:
        """Show these targets."""
        self._places, self._over = places, None
        self.show()
        self.raise_()

    def hover(self, at: QPoint) -> DropPlace | None:
        """Return the target at a point of the bar, and light it."""
        found = None
        if self.isVisible():
            for place, rect in zip(self._places, self._rects(), strict=True):
                if rect.contains(at):
                    found = place
        if found is not self._over:
            self._over = found
            self.update()
        return found

    def rect_of(self, role: StageRole) -> QRect:
        """Return where a target stands in the bar."""
        for place, rect in zip(self._places, self._rects(), strict=True):
            if place.role == role:
                return rect
        return QRect()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint panel and targets."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        panel = self._panel()
        theme.shadows.draw(painter, QRectF(panel), 11, 2)
        rounded(painter, panel, 11, fill=colors.raised, frame=colors.line_strong)
        for place, rect in zip(self._places, self._rects(), strict=True):
            on = place is self._over
            quiet = colors.line_control if theme.look.high_contrast else None
            frame = colors.named(place.family) if on else quiet
            soft = colors.named(f"{place.family}_soft")
            rounded(painter, rect, 9, fill=soft, frame=frame, width=2 if on else 1)
            self._paint_words(painter, place, rect)
        painter.end()

    def _paint_words(self, painter: QPainter, place: DropPlace, rect: QRect) -> None:
        theme = self._theme
        ink = theme.colors.named(f"{place.family}_text")
        strong, plain = theme.fonts.font("body", 600), theme.fonts.font("small")
        name_width = theme.fonts.metrics("body", 600).horizontalAdvance(place.text) + 1
        metrics = theme.fonts.metrics("small")
        room = rect.width() - 24 - 16 - 10 - name_width - 10
        hint = elide(metrics, place.hint, room)
        hint_width = metrics.horizontalAdvance(hint)
        whole = 16 + 10 + name_width + (10 + hint_width if hint else 0)
        x = rect.center().x() - whole // 2
        pixmap = theme.icons.pixmap(place.icon, ink, 16, self.devicePixelRatioF())
        icon = QRect(x, rect.center().y() - 7, 16, 16)
        name = QRect(x + 26, rect.top(), name_width, rect.height())
        rest = QRect(name.right() + 11, rect.top(), hint_width + 2, rect.height())
        rtl = self.isRightToLeft()
        painter.drawPixmap(mirrored(rect, icon, right_to_left=rtl).topLeft(), pixmap)
        for part, text, font in ((name, place.text, strong), (rest, hint, plain)):
            write(painter, mirrored(rect, part, right_to_left=rtl), text, font, ink)

    def _panel(self) -> QRect:
        left, top, right, bottom = shadow_reach(2)
        return self.rect().adjusted(left, top, -right, -bottom)

    def _rects(self) -> list[QRect]:
        inner = self._panel().adjusted(10, 9, -10, -9)
        count = len(self._places)
        if not count:
            return []
        width = (inner.width() - 8 * (count - 1)) / count
        rects = (
            QRect(round(inner.left() + i * (width + 8)), inner.top(), round(width), inner.height())
            for i in range(count)
        )
        rtl = self.isRightToLeft()
        return [mirrored(inner, rect, right_to_left=rtl) for rect in rects]
