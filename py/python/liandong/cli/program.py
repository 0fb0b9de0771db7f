"""The command in click's terms, in one language. In go declarations, out come commands with their help.

click parses and completes; what a person reads of it is said here.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn, TypeAlias

import click

from .._text import Lang, in_lang
from .failing import NO_READER, exit_code_of, leave_quietly
from .kinds import choice
from .layout import cells, wrap
from .words import EXIT_CODES, PROGRAM, of_command, of_parameter

__all__ = ["Command", "Declared", "Program", "argument", "command", "option"]

Declared: TypeAlias = "Callable[[str, Lang], click.Parameter]"
"""A parameter, once the command it belongs to and the language are known."""


def option(*flags: str, **attributes: Any) -> Declared:
    """An option; its words are in the table of words under its name."""

    def made(command: str, lang: Lang) -> click.Parameter:
        own = Option([*flags], **attributes)
        own.help = of_parameter(command, str(own.name), lang)
        own.lang = lang
        return own

    return made


def argument(name: str, **attributes: Any) -> Declared:
    """An argument; its words are in the table of words under its name."""

    def made(command: str, lang: Lang) -> click.Parameter:
        own = Argument([name], **attributes)
        own.said = of_parameter(command, str(own.name), lang)
        return own

    return made


def command(name: str, run: Callable[..., None], *declared: Declared) -> Callable[[Lang], Command]:
    """A command that calls `run` with the language and its parameters by name."""

    def made(lang: Lang) -> Command:
        def called(**parameters: Any) -> None:
            run(lang, **parameters)

        params = [own(name, lang) for own in (*declared, _LANG, _HELP)]
        own = Command(
            name, callback=called, params=params, help=of_command(name, lang), add_help_option=False
        )
        own.lang = lang
        return own

    return made


class Option(click.Option):
    """An option whose remarks (required, default, variable) are in its language."""

    lang: Lang = "zh"

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its flags and its words."""
        names = ", ".join([*self.opts, *self.secondary_opts])
        shown = names if self.is_flag else f"{names} {self.make_metavar(*_context_of_metavar(self, ctx))}"
        remarks = []
        if self.required:
            remarks.append(in_lang(self.lang, "必填", "required"))
        if self.envvar:
            remarks.append(in_lang(self.lang, f"环境变量 {self.envvar}", f"env: {self.envvar}"))
        if isinstance(self.default, str):
            remarks.append(in_lang(self.lang, f"默认 {self.default}", f"default: {self.default}"))
        said = self.help or ""
        return shown, f"{said} [{in_lang(self.lang, '；', '; ').join(remarks)}]" if remarks else said


class Argument(click.Argument):
    """An argument with words."""

    said = ""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Its name and its words."""
        return self.human_readable_name, self.said


def _context_of_metavar(own: click.Option, ctx: click.Context) -> tuple[Any, ...]:
    """`make_metavar` wants the context since click 8.2."""
    return (ctx,) if own.make_metavar.__code__.co_argcount > 1 else ()


class Command(click.Command):
    """A command that shows its help in its language."""

    lang: Lang = "zh"

    def get_help(self, ctx: click.Context) -> str:
        """The help text."""
        return "\n".join(self._help_lines(ctx))

    def _help_lines(self, ctx: click.Context) -> Iterator[str]:
        width = help_width()
        yield from usage_lines(self, ctx, self.lang)
        yield ""
        yield from _indented(wrap(self.help or "", width - 2))
        arguments = [own.get_help_record(ctx) for own in self.params if isinstance(own, Argument)]
        options = [own.get_help_record(ctx) for own in self.params if isinstance(own, click.Option)]
        yield from _section(in_lang(self.lang, "参数：", "Arguments:"), arguments, width)
        yield from _section(in_lang(self.lang, "选项：", "Options:"), [own for own in options if own], width)

    def get_short_help_str(self, limit: int = 45) -> str:
        """What it is for, whole; a list of commands wraps it."""
        return self.help or ""


class Program(click.Group):
    """All commands; running it ends the process with an exit code, and never with a traceback."""

    def __init__(self, lang: Lang, commands: Sequence[Command]) -> None:
        params = [own("", lang) for own in (_LANG, _VERSION, _HELP)]
        super().__init__(
            "liandong",
            commands={str(own.name): own for own in commands},
            params=params,
            help=in_lang(lang, *PROGRAM),
            add_help_option=False,
            no_args_is_help=False,
            invoke_without_command=True,
            callback=self._without_command,
        )
        self.lang: Lang = lang

    def _without_command(self) -> None:
        ctx = click.get_current_context()
        if ctx.invoked_subcommand is None:
            sys.stdout.write(self.get_help(ctx) + "\n")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order they were declared, the questions first."""
        return list(self.commands)

    def get_help(self, ctx: click.Context) -> str:
        """The help text, with all commands and exit codes."""
        return "\n".join(self._help_lines(ctx))

    def _help_lines(self, ctx: click.Context) -> Iterator[str]:
        width = help_width()
        yield from usage_lines(self, ctx, self.lang)
        yield ""
        yield from _indented(wrap(self.help or "", width - 2))
        listed = [(name, own.help or "") for name, own in self.commands.items()]
        yield from _section(in_lang(self.lang, "命令：", "Commands:"), listed, width)
        options = [own.get_help_record(ctx) for own in self.params if isinstance(own, click.Option)]
        yield from _section(in_lang(self.lang, "选项：", "Options:"), [own for own in options if own], width)
        codes = [(code, in_lang(self.lang, zh, en)) for code, zh, en in EXIT_CODES]
        yield from _section(in_lang(self.lang, "退出码：", "Exit codes:"), codes, width)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was named."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            leave_quietly()
            ctx.exit(NO_READER)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Runs it and leaves with its exit code.

        Raises:
            SystemExit: always.
        """
        words = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        sys.exit(exit_code_of(lambda: super(Program, self).main(words, *rest, **extra), words, self.lang))


def help_width() -> int:
    """How wide help and complaints are."""
    return max(40, min(shutil.get_terminal_size().columns, 100))


def usage_lines(own: click.Command, ctx: click.Context, lang: Lang) -> list[str]:
    """How a command is called."""
    pieces = [piece for piece in own.collect_usage_pieces(ctx) if piece]
    return wrap(in_lang(lang, "用法：", "Usage: ") + " ".join([ctx.command_path, *pieces]), help_width())


def _section(title: str, entries: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    if not entries:
        return
    yield ""
    yield title
    first = min(max(cells(name) for name, _ in entries), 30)
    for name, said in entries:
        lines = wrap(said, width - first - 4)
        if cells(name) > first:
            yield f"  {name}"
            name = ""
        for place, line in enumerate(lines):
            yield f"  {(name if place == 0 else '').ljust(first)}  {line}".rstrip()


def _indented(lines: Sequence[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _show_help(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


def _show_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from .. import __version__

        click.echo(f"liandong {__version__}")
        ctx.exit()


_FLAG: dict[str, Any] = {"is_flag": True, "expose_value": False, "is_eager": True}
_HELP = option("-h", "--help", callback=_show_help, **_FLAG)
_VERSION = option("--version", callback=_show_version, **_FLAG)
_LANG = option("--lang", type=choice("zh", "en"), expose_value=False)
