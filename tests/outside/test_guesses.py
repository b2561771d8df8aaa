"""Encoding, delimiter, heading and decimals of text files, told from what stands in them."""

from __future__ import annotations

import pytest

from leaddesk.domain.raw import Hints
from leaddesk.outside.tabular import encoding, job


def look(path, content):
    path.write_bytes(content)
    return next(job.inspect(str(path), Hints()))


TEXTS = {
    "cp1252 German": ("cp1252", "Name;Ort\nJürgen Größe;Köln\nÄnne;Münster\n"),
    "cp1252 French": ("cp1252", "Prénom;Nom\nRené;Lefèvre\nÉlodie;L'Œuvre\n"),
    "cp1252 Danish": ("cp1252", "Navn;Firma\nSøren Kjær;Ærø Færge\nÅse;Blåbær\n"),
    "cp1252 quotes": ("cp1252", "Name,Note\nAnn,“great” – call\n"),
    "cp1252 apostrophes": ("cp1252", "Name,Note\nO’Brien,don’t call\nD’Angelo,x\n"),
    "cp1252 euro": ("cp1252", "Name;Betrag\nAnn;5 €\nBo;10 €\n"),
    "cp1252 one letter": ("cp1252", "Name,Email\nJosé,a@x.example\n"),
    "Mac German": ("mac_roman", "Name;Firma\nJürgen;Müller\nRené;Ärzte\n"),
    "Mac French": ("mac_roman", "Prénom;Nom\nRené;Château d'Été\nÉlodie;Français\n"),
    "Mac Spanish": ("mac_roman", "Nombre,Apellido\nMaría,García\nJosé,Muñoz\nLucía,Solís\n"),
    "DOS German": ("cp850", "Name;Ort\nJürgen;Köln\nGröße;Münster\n"),
    "cp1250 Polish": ("cp1250", "Imię;Firma\nŁukasz;Żółć\nMałgorzata;Książka\n"),
    "cp1250 Czech": ("cp1250", "Jméno;Firma\nJiří;Škoda\nŽofie Černá;Pražské víno\n"),
    "cp1250 Hungarian": ("cp1250", "Név;Web\nKovács Lőrinc;t.hu\nTűz Ödön;ho.hu\n"),
    "cp1254 Turkish": ("cp1254", "Ad;Web\nİbrahim Yıldız;gunes.com.tr\nAyşe Işık;a.com.tr\n"),
    "cp1251 Russian": ("cp1251", "Имя;Компания\nИван Петров;Рога и копыта\nМария;Завод\n"),
    "koi8_r Russian": ("koi8_r", "Имя;Компания\nИван Петров;Рога и копыта\nМария;Завод\n"),
    "cp1253 Greek": ("cp1253", "Όνομα;Εταιρεία\nΓιώργος Παπαδόπουλος;Ήλιος\nΜαρία;Θάλασσα\n"),
    "Chinese": ("gb18030", "姓名,公司\n张伟,北京科技有限公司\n王芳,上海贸易有限公司\n"),
    "Japanese": ("cp932", "氏名,会社名\n山田太郎,株式会社テスト\n佐藤花子,有限会社サンプル\n"),
    "Korean": ("cp949", "이름,회사\n김철수,한국상사\n이영희,서울무역\n"),
    "UTF-16 without a mark": ("utf-16-be", "Name\tFirma\nJörg\tKöln\nZoë\tBäcker\n"),
    "UTF-32": ("utf-32", "Name,Firma\nJörg,Köln\nZoë,Bäcker\n"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_letters_are_right(name, tmp_path):
    codec, text = TEXTS[name]
    found = look(tmp_path / "list.csv", text.encode(codec))
    rows = [line.split(found.shape.delimiter) for line in text.splitlines()]
    assert [list(found.shape.header), *(list(row.cells) for row in found.sample)] == rows
    assert found.shape.encoding_sure == codec.startswith("utf")
    assert bool(found.shape.notes) != found.shape.encoding_sure


def test_every_choice_is_an_encoding():
    for codec, name in encoding.CHOICES:
        assert encoding.checked(codec)
        assert name


LISTS = {
    "last, first in quotes": ('Name,Mail\n"Lee, Ann",a@x.example\n"Li, Bo",b@x.example\n', ",", 2),
    "last, first bare": ("Name;Mail\nLee, Ann;a@x.example\nLi, Bo;b@x.example\n", ";", 2),
    "lists in cells": ("Name,Ids,Mail\nAnn,1;2;3,a@x.example\nBo,4;5;6,b@x.example\n", ",", 3),
    "bars in cells": ("Name,Tags,Mail\nAnn,a|b|c,a@x.example\nBo,d|e|f,b@x.example\n", ",", 3),
    "tabs in cells": ("Name;Note\nAnn;a\tb\nBo;c\td\n", ";", 2),
    "decimal commas": ("Name;Sum\nAnn;1,50\nBo;2,75\nCy;3,25\n", ";", 2),
    "long notes": ("Name;Note\n" + "".join(f'A{i};"a, b, c\nd, e"\n' for i in range(30)), ";", 2),
    "addresses of m": ("mail\nmia@m.example\nmax@m.example\nmum@m.example\n", None, 1),
    "names in one column": ("Name\nMiller, Anna\nSmith, Bert\n", None, 1),
    "words nobody knows": ("Vorgang;Bezug\nalpha;beta\ngamma;delta\n", ";", 2),
    "doubled quotes": ('Name,Note\nAnn,"say ""hi"", ok"\nBo,"x, ""y"""\n', ",", 2),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_cells_are_divided_right(name, tmp_path):
    text, delimiter, columns = LISTS[name]
    shape = look(tmp_path / "list.csv", text.encode()).shape
    assert delimiter in (None, shape.delimiter)
    assert len(shape.header) == columns


HEADINGS = {
    "first line": ("Name,Mail\nAnn,a@x.example\n", 1, 1),
    "blank lines first": ("\n,,,\nName,Mail,Phone,City\nAnn,a@x.example,,Ulm\n", 3, 1),
    "two tiers": ("Contact,,Company,\nFirst,Last,Name,Phone\nAnn,Lee,F,1\nBo,Li,G,2\n", 2, 2),
    "questions": ("What's your name?,Mail?,Who sent you?\nAnn,a@x.example,Bo\n", 1, 1),
    "numbers below": ("id,amount\n1,2\n3,4\n", 1, 2),
    "no heading, mails": ("a@x.example\nb@x.example\n", 0, 2),
    "no heading, people": ("Ann,a@x.example\nBo,b@x.example\n", 0, 2),
    "heading words as data": ("A,B,C,D\nvalue,value,value,a@x.example\nvalue,x,y,b\n", 1, 2),
    "a note above": ('Notes:\n"A long, note."\n\nFirst,Last,Mail\nAnn,Lee,a@x.example\n', 4, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADINGS)
def test_the_heading_is_found(name, tmp_path):
    text, line, rows = HEADINGS[name]
    shape = look(tmp_path / "list.csv", text.encode()).shape
    assert (shape.header_line, shape.rows) == (line, rows)


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1.250,00", "12,5", "7"], ","),
        (["1,250.00", "$22,700.00", "7"], "."),
        (["1'250.50", "2'300.00"], "."),
        (["1 250,50 €", "3,10"], ","),
        (["12", "7", "01.03.2026", "+49 30 1"], ""),
        (["1,5", "1.5"], ""),
    ],
)
def test_the_decimal_sign_is_told_only_where_it_shows(cells, sign, tmp_path):
    text = "Name;Sum\n" + "".join(f"Ann;{cell}\n" for cell in cells)
    assert look(tmp_path / "list.csv", text.encode()).shape.decimal == sign
