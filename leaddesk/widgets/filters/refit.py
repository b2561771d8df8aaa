"""A popover whose content has another size takes it and stays inside the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from leaddesk.widgets.controls import Popover


def refit(popover: Popover, content: QWidget) -> None:
    """Give `popover` the size that `content` wants now."""
    for widget in (content, popover):
        layout = widget.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
    host = popover.parentWidget()
    if host is None:
        return
    size = popover.sizeHint().boundedTo(host.size())
    top = max(0, min(popover.y(), host.height() - size.height()))
    left = max(0, min(popover.x(), host.width() - size.width()))
    popover.setGeometry(left, top, size.width(), size.height())
