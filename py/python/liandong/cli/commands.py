"""Every command with its parameters. In goes a language, out comes the program in it.

What a parameter means is said in the table of words; what a command does, in the module it comes from.
"""

from __future__ import annotations

import click

from .._text import Lang
from ..codes import ActKind
from . import ask, logs, zone
from .inputs import LOG, ZONE_OPTIONS
from .kinds import DAY, MOMENT, NORM, choice, ids
from .program import Program, argument, command, option

__all__ = ["program"]

_MATTER, _PARTY, _PROJECT, _PERSON = (ids(kind) for kind in ("matters", "parties", "projects", "persons"))
_JSON = option("--json", "as_json", is_flag=True)
_ASKED = (*ZONE_OPTIONS, _JSON)
_LIMIT = option("--limit-rows", type=click.IntRange(0), metavar="N")
_SCOPE = (
    option("--from", "from_", type=DAY, metavar="DATE"),
    option("--to", type=DAY, metavar="DATE"),
    option("--norm", type=NORM, multiple=True, metavar="NORM"),
)
_FILE = click.Path()

_COMMANDS = (
    command(
        "who",
        ask.who,
        argument("matter", type=_MATTER),
        option("--on", type=DAY, required=True, metavar="DATE"),
        option("--accepted-on", type=DAY, metavar="DATE"),
        *_ASKED,
    ),
    command(
        "status",
        ask.status,
        argument("matter", type=_MATTER),
        option("--on", type=DAY, metavar="DATE"),
        *_ASKED,
    ),
    command(
        "permits",
        ask.permits,
        argument("act", type=choice(*(own.value for own in ActKind), metavar="ACT")),
        option("--actor", type=_PARTY, required=True, metavar="PARTY"),
        option("--on", type=DAY, required=True, metavar="DATE"),
        option("--matter", type=_MATTER, metavar="MATTER"),
        option("--officer", type=_PERSON, metavar="PERSON"),
        option("--accepted-on", type=DAY, metavar="DATE"),
        *_ASKED,
    ),
    command(
        "duties",
        ask.duties,
        argument("event_file", required=False, metavar="[EVENT.json]", type=_FILE),
        option("--event", multiple=True, metavar="FIELD=VALUE"),
        option("--week", metavar="WEEK"),
        option("--year", type=int, metavar="YEAR"),
        option("--platform-capable", type=_MATTER, metavar="MATTER"),
        option("--liaison-vacant", type=_PARTY, metavar="PARTY"),
        option("--procedures-started", type=_PROJECT, metavar="PROJECT"),
        option("--transferred", type=_MATTER, metavar="MATTER"),
        option("--on", type=DAY, metavar="DATE"),
        *_ASKED,
    ),
    command(
        "audit",
        logs.audit,
        argument("events", type=_FILE),
        option("--as-of", type=MOMENT, required=True, metavar="DATE"),
        *_SCOPE,
        option("--known", type=choice("now", "when_done"), default="now"),
        option("--report", type=_FILE, metavar="OUT.html"),
        option("--excel", type=_FILE, metavar="OUT.xlsx"),
        option("--evidence", type=int, multiple=True, metavar="N"),
        option("--mask", type=choice("persons")),
        _LIMIT,
        option("--fail-on", type=choice("breach", "review", "never"), default="breach"),
        *LOG,
        *_ASKED,
    ),
    command(
        "outlook",
        logs.outlook,
        argument("events", required=False, type=_FILE),
        option("--from", "from_", type=DAY, required=True, metavar="DATE"),
        option("--to", type=DAY, required=True, metavar="DATE"),
        option("--as-of", type=MOMENT, metavar="DATE"),
        option("--ics", type=_FILE, metavar="OUT.ics"),
        _LIMIT,
        *LOG,
        *_ASKED,
    ),
    command(
        "compare",
        logs.compare,
        argument("events", required=False, type=_FILE),
        option("--as-of", type=MOMENT, required=True, metavar="DATE"),
        option("--transfers", type=_FILE, metavar="PATH"),
        option("--other-profile", type=_FILE, metavar="PATH"),
        *_SCOPE,
        _LIMIT,
        *LOG,
        *_ASKED,
    ),
    command("lint", zone.lint, option("--fail-on", type=choice("any", "never"), default="any"), *_ASKED),
    command("norms", zone.norms, option("--norm", type=NORM, multiple=True, metavar="NORM"), _JSON),
    command("readings", zone.readings, _JSON),
    command(
        "template",
        zone.template,
        argument("path", type=_FILE),
        option("--from", "from_", type=_FILE, metavar="CATALOGUE.json"),
        option("--force", is_flag=True),
    ),
    command("completion", zone.completion, argument("shell", type=choice("bash", "zsh", "fish"))),
)


def program(lang: Lang) -> Program:
    """All commands, in this language."""
    return Program(lang, [made(lang) for made in _COMMANDS])
