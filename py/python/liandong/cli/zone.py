"""The catalogue itself and the registers.

In goes a catalogue or nothing, out come lints, norms, readings, a workbook, a script for completion.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .._text import Lang, in_lang
from ..values import Norm
from .inputs import json_of, read_zone
from .naming import Names, said_of, span
from .output import complain, show, show_table, write_json

__all__ = ["completion", "lint", "norms", "readings", "template"]


def lint(lang: Lang, fail_on: str, as_json: bool, **zone: Any) -> None:
    """What is odd in a catalogue and profile."""
    book = read_zone(lang, **zone)
    found = book.lint()
    if as_json:
        write_json({"value": [own.to_dict() for own in found], "digests": book.digests.to_dict()})
    else:
        names = Names(book, lang)
        count = len(found)
        show(in_lang(lang, f"{count:,} 处问题", f"{count:,} {'entry' if count == 1 else 'entries'}"))
        if found:
            show()
            show_table(
                in_lang(lang, "所涉/问题/规范/何时", "about/what/norm/when").split("/"),
                [
                    [
                        names.subject(own.subject),
                        said_of(own.text(lang), own.named, lang),
                        own.norm or "",
                        span(own.from_, own.until),
                    ]
                    for own in found
                ],
            )
        for warning in book.warnings:
            show(f"{warning.path}  {in_lang(lang, warning.zh, warning.en)}")
    if found and fail_on == "any":
        click.get_current_context().exit(1)


def norms(lang: Lang, norm: tuple[str, ...], as_json: bool) -> None:
    """The register of norms."""
    from .. import registers

    listed = [own for own in registers.norms() if not norm or own.norm in norm]
    if as_json:
        write_json({"value": [own.to_dict() for own in listed]})
        return
    if norm:
        for place, own in enumerate(listed):
            if place:
                show()
            _show_norm(own, lang)
        return
    show_table(
        in_lang(lang, "规范/义务主体/情态/内容", "norm/owed by/modal/what").split("/"),
        [[own.norm, own.obligor.text(lang), own.modal.label(lang), own.text(lang)] for own in listed],
    )


def _show_norm(own: Norm, lang: Lang) -> None:
    show(f"{own.norm}  {in_lang(lang, own.clause, own.clause_en)}")
    show(own.text(lang), indent=2)
    members = [
        (("义务主体", "owed by"), own.obligor),
        (("对象", "towards"), own.towards),
        (("时间用语", "time word"), own.time_word),
        (("不作认定，因", "undecided because"), own.undecided_because),
    ]
    for (zh, en), words in members:
        if words is not None:
            show(in_lang(lang, f"{zh}：{words.zh}", f"{en}: {words.en}"), indent=2)


def readings(lang: Lang, as_json: bool) -> None:
    """The register of readings."""
    from .. import registers

    listed = registers.readings()
    if as_json:
        write_json({"value": [{**own.to_dict(), "options": list(own.options)} for own in listed]})
        return
    show_table(
        in_lang(lang, "口径/默认读法/可选项", "reading/by default/options").split("/"),
        [[own.id, own.text(lang), ", ".join(own.options)] for own in listed],
    )


def template(lang: Lang, path: str, from_: str | None, force: bool) -> None:
    """Writes a workbook of a catalogue."""
    if Path(path).exists() and not force:
        raise click.UsageError(
            in_lang(
                lang,
                f"文件 `{path}` 已存在；--force 可覆盖",
                f"the file `{path}` is there; --force writes over it",
            ),
            click.get_current_context(silent=True),
        )
    catalogue = None if from_ is None else json_of(from_, dict, "catalogue", "目录")
    from ..excel import template as write

    write(path, lang=lang, catalogue=catalogue)
    complain(in_lang(lang, f"已写工作簿 {path}", f"wrote the workbook {path}"))


def completion(lang: Lang, shell: str) -> None:
    """Prints the script for completion."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None  # the shells are click's own
    root = click.get_current_context().find_root()
    click.echo(found(root.command, {}, "liandong", "_LIANDONG_COMPLETE").source())
