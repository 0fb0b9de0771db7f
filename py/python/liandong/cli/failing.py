"""How the command ends. In goes what is to be run, out come the exit code and, on stderr, why."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import click

from .._text import Lang, in_lang
from ..errors import LiandongError, MissingLibrary
from .output import complain, safe_streams, write_json

__all__ = ["NO_READER", "exit_code_of", "file_trouble", "leave_quietly"]

_USAGE, _REFUSED, _OWN_ERROR, _INTERRUPTED, NO_READER = 2, 3, 70, 130, 141


def exit_code_of(run: Callable[[], Any], words: Sequence[str], lang: Lang) -> int:
    """Runs a command line; whatever goes wrong is said, and becomes an exit code."""
    safe_streams()
    try:
        # click hands an exit code over where it is not to leave by itself.
        code = run()
        sys.stdout.flush()
    except click.exceptions.Exit as own:
        return own.exit_code
    except click.UsageError as error:
        return _misused(error, lang)
    except (click.Abort, KeyboardInterrupt):
        complain(in_lang(lang, "已中断", "interrupted"))
        return _INTERRUPTED
    except MissingLibrary as error:
        _raised_for_debugging()
        complain(error.zh if lang == "zh" else str(error))
        return _USAGE
    except LiandongError as error:
        _raised_for_debugging()
        return _refused(error, "--json" in words, lang)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            leave_quietly()
            return NO_READER
        _raised_for_debugging()
        complain(file_trouble(error, lang))
        return _REFUSED
    except Exception as error:
        _raised_for_debugging()
        said = f"{type(error).__name__}: {error}"
        complain(
            in_lang(
                lang,
                f"程序自身出错：{said}；设 LIANDONG_DEBUG=1 可见详情",
                f"an error of its own: {said}; LIANDONG_DEBUG=1 shows where",
            )
        )
        return _OWN_ERROR
    return code if isinstance(code, int) else 0


def _raised_for_debugging() -> None:
    """Raises again what is being handled, where the user asked to see it."""
    if os.environ.get("LIANDONG_DEBUG", "") not in ("", "0"):
        raise


def leave_quietly() -> None:
    """Python flushes stdout once more at its end, which shall not fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused(error: LiandongError, as_json: bool, lang: Lang) -> int:
    if as_json:
        write_json({"error": error.to_dict()})
    message = error.zh if lang == "zh" else str(error)
    if not error.faults:
        complain(message)
        return _REFUSED
    title = message.partition(in_lang(lang, "：", ": "))[0]
    count = len(error.faults)
    complain(
        in_lang(lang, f"{title}，共 {count} 处：", f"{title}, {count} {'fault' if count == 1 else 'faults'}:")
    )
    for fault in error.faults:
        said = in_lang(lang, fault.zh, fault.en)
        complain(said if fault.path == "$" else f"{fault.path}{in_lang(lang, '：', ': ')}{said}", indent=2)
    return _REFUSED


def file_trouble(error: OSError, lang: Lang) -> str:
    """Why a file cannot be read or written."""
    zh = {
        errno.ENOENT: "没有这个文件或文件夹",
        errno.EACCES: "没有权限",
        errno.EISDIR: "是文件夹",
        errno.ENOSPC: "磁盘已满",
    }
    reason = error.strerror or str(error)
    named = "" if error.filename is None else os.fsdecode(error.filename)
    return in_lang(
        lang, f"文件 `{named}`：{zh.get(error.errno or 0, reason)}", f"the file `{named}`: {reason}"
    )


def _misused(error: click.UsageError, lang: Lang) -> int:
    complain(_in_words(error, lang) if lang == "zh" else error.format_message())
    # click's parser does not say in which command it was.
    asked = f"{error.ctx.command_path if error.ctx else 'liandong'} --help"
    complain(in_lang(lang, f"用法见 {asked}", f"see {asked}"), indent=2)
    return _USAGE


def _in_words(error: click.UsageError, lang: Lang) -> str:
    """What click complains about, in Chinese."""
    if isinstance(error, click.MissingParameter):
        kind = "选项" if isinstance(error.param, click.Option) else "参数"
        return f"缺少{kind} {_hint(error)}"
    if isinstance(error, click.BadParameter):
        return f"{_hint(error)} 取值有误：{error.message}"
    if isinstance(error, click.NoSuchOption):
        nearest = f"，相近的有 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{nearest}"
    message = error.message
    if isinstance(error, click.BadOptionUsage):
        wants = "requires" in message
        return f"选项 {error.option_name} {'要有一个值' if wants else f'用法有误：{message}'}"
    for pattern, words in _SAID_BY_CLICK:
        if found := re.match(pattern, message):
            return words.format(*found.groups())
    return message


_SAID_BY_CLICK = (
    (r"Got unexpected extra arguments? \((.*)\)", "多余的参数：{0}"),
    (r"No such command '(.*?)'", "没有命令 {0}"),
    (r"Missing command", "缺少命令"),
)


def _hint(error: click.BadParameter) -> str:
    if error.param_hint:
        return str(error.param_hint)
    if error.param is None:
        return ""
    if isinstance(error.param, click.Option):
        return error.param.opts[-1]
    return error.param.human_readable_name
