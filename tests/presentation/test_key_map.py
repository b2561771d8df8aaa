"""The commands of the window: each declared once, its keys found and shown."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from leaddesk.presentation.key_map import KeyMap, all_commands, key_text, writes

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PAD = Qt.KeyboardModifier.KeypadModifier
MAP = {  # what the window promises: keys, and the command they are for
    "Ctrl+K": "palette", "Ctrl+1": "page pipeline", "N": "new lead", "Ctrl+N": "new lead",
    "/": "filter", "Ctrl+F": "filter", "J": "next", "K": "previous", "Space": "peek",
    "Enter": "open", "X": "select", "Shift+Down": "select next", "Ctrl+A": "select all",
    "M": "move", "Ctrl+Shift+Left": "stage back", "Ctrl+Shift+Right": "stage on", "T": "plan",
    "D": "done", "C": "log call", "E": "log email", "W": "write note", "H": "snooze",
    "A": "assign", "U": "nurture", "Shift+W": "won", "Shift+L": "lost", "Del": "delete",
    "Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo", "Ctrl+Enter": "save", "F6": "next area",
    "Shift+F6": "previous area", "Esc": "escape", "Alt+Left": "back", "Alt+Right": "forward",
    "F5": "refresh", "Ctrl+,": "page settings", "F1": "keys", "?": "keys", "F2": "edit",
    "Menu": "menu", "Shift+F10": "menu",
}  # fmt: skip


@pytest.mark.parametrize(("key", "command"), MAP.items())
def test_every_promised_key_is_declared(key, command):
    assert any(key in one.keys and one.id == command for one in all_commands())


def test_a_command_is_declared_once_and_a_key_means_one_thing_in_a_place():
    commands = all_commands()
    assert len({one.id for one in commands}) == len(commands)
    for one, other in itertools.combinations(commands, 2):
        both = one.places & other.places and set(one.keys) & set(other.keys)
        if both:
            assert {one.kind, other.kind} == {"lead", "opportunity"}, (one.id, other.id)
        window = one.places ^ other.places and "window" in one.places | other.places
        if window:
            assert not set(one.keys) & set(other.keys), (one.id, other.id)


def test_a_key_is_found_where_it_is_heard():
    keys = KeyMap()
    assert keys.at("board", QKeyCombination(Qt.Key.Key_T)) == "plan"
    assert keys.at("board", QKeyCombination(CTRL | SHIFT, Qt.Key.Key_Left)) == "stage back"
    assert keys.at("list", QKeyCombination(PAD, Qt.Key.Key_Enter)) == "open"
    assert keys.at("board", QKeyCombination(Qt.Key.Key_Left)) == "left"
    assert keys.at("list", QKeyCombination(Qt.Key.Key_Left)) is None
    assert keys.at("board", QKeyCombination(CTRL, Qt.Key.Key_K)) is None  # the window's


def test_single_letters_can_be_switched_off():
    on = True
    keys = KeyMap(lambda: on)
    assert keys.shown("new lead") == "N"
    on = False
    assert keys.keys_of("new lead") == ("Ctrl+N",)
    assert keys.shown("new lead") == key_text("Ctrl+N")
    assert keys.shown("plan") == ""
    assert keys.tip("plan") == "Plan next step"
    assert keys.at("board", QKeyCombination(Qt.Key.Key_T)) is None
    assert keys.at("board", QKeyCombination(SHIFT, Qt.Key.Key_W)) is None
    assert keys.at("board", QKeyCombination(Qt.Key.Key_Down)) == "next"
    assert keys.at("board", QKeyCombination(Qt.Key.Key_Delete)) == "delete"


@pytest.mark.parametrize(
    ("key", "is_text"),
    [("N", True), ("/", True), ("?", True), ("Shift+W", True), ("F2", False), ("Ctrl+K", False),
     ("Del", False), ("Space", False), ("Ctrl+,", False)],
)  # fmt: skip
def test_which_keys_write_a_character(key, is_text):
    assert writes(key) is is_text


def test_keys_are_shown_as_the_platform_writes_them():
    native = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
    assert key_text("Ctrl+K") == native.replace("+", " ")
    assert key_text("?") == "?"
