"""A popover whose content has another size takes it and stays inside the window."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QWidget

from leaddesk.widgets.controls.popover import Popover


def host_of(widget: QWidget) -> QWidget:
    """Return what a popover of `widget` may cover: the content of its window, without the frame."""
    found: QWidget | None = widget
    while found is not None and not isinstance(found, QMainWindow):
        found = found.parentWidget()
    return found if found is not None else widget.window()


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


def refit_around(content: QWidget) -> None:
    """The same for content that has changed its own size; nothing while it stands in no popover."""
    popover = content.parentWidget()
    if isinstance(popover, Popover):
        refit(popover, content)
