"""Every help text of the command, Chinese and English beside each other. In goes a key, out come the words.

A key is a command's name, `command.parameter`, or the parameter's name alone where it always means the
same.
"""

from __future__ import annotations

from .._text import Lang, in_lang

__all__ = ["COMMANDS", "EXIT_CODES", "PARAMETERS", "PROGRAM", "of_command", "of_parameter"]

PROGRAM = (
    "谁审批，谁监管，漏了什么：开发区审批与监管协同联动的规则。",
    "Who approves, who supervises, what was missed: the rules of coordinated approval and supervision.",
)

EXIT_CODES = (
    (
        "0",
        "有答案，或没有应报的发现",
        "answered; nothing found that should fail",
    ),
    (
        "1",
        "有违反（audit）或目录问题（lint）；由 --fail-on 决定",
        "breaches (audit) or entries (lint) were found; --fail-on says which count",
    ),
    (
        "2",
        "命令行有误，或缺少某选项所需的程序库",
        "the command line is wrong, or a library that an option needs is missing",
    ),
    (
        "3",
        "输入未被接受（列出全部缺陷），或文件不能读写",
        "an input was refused, all its faults being listed, or a file cannot be read or written",
    ),
    ("70", "程序自身出错", "an error of liandong itself"),
    ("130", "被 Ctrl-C 中断", "interrupted by Ctrl-C"),
    ("141", "读取输出的一方先行关闭", "the reader of the output went away"),
)
"""The exit codes with what they mean."""

COMMANDS: dict[str, tuple[str, str]] = {
    "who": (
        "某日某事项由谁审批，附理由（2.4c、2.5a）。",
        "Who approves a matter on a day, with reasons (2.4c, 2.5a).",
    ),
    "status": (
        "事项的划转到了哪一步，及其时间线（2.4c、2.4d）。",
        "Where the transfer of a matter stands, and its time line (2.4c, 2.4d).",
    ),
    "duties": (
        "一个事件或一项有日期的事实产生哪些义务。",
        "What an event or a dated fact sets off.",
    ),
    "permits": (
        "某单位某日可否实施某行为；不可的，怎样才可以。",
        "Whether a party may do an act on a day, and what would permit it where it may not.",
    ),
    "audit": (
        "核查一份事件日志：哪些该做未做，何处与规范不符。有违反时退出码为 1。",
        "Judge a log: what was owed and not done, where it departs from norms. Exits with 1 on breaches.",
    ),
    "outlook": (
        "一段日子里应做什么，到哪一天为止，这一天由谁定。",
        "What is due in a period, by which day, and whose day that is.",
    ),
    "compare": (
        "如果另有划转，或另用一套口径，答案有何不同。",
        "What would change with further transfers, or under another profile.",
    ),
    "lint": (
        "目录与口径自身的缺口、重叠与矛盾。有问题时退出码为 1。",
        "Gaps, overlaps and contradictions of the catalogue and profile themselves. Exits with 1 on any.",
    ),
    "norms": (
        "全部规范，用本项目自己的话重述。",
        "Every norm of the Measures, restated in the project's own words.",
    ),
    "readings": (
        "全部口径及可选项，第一项为默认。",
        "Every reading of the text with its options, the default first.",
    ),
    "template": (
        "写出供填写的目录工作簿（xlsx）。",
        "Write a workbook (xlsx) of a catalogue to fill in.",
    ),
    "completion": (
        '输出命令行补全脚本：eval "$(liandong completion bash)"。',
        'Print the script for completion: eval "$(liandong completion bash)".',
    ),
}

PARAMETERS: dict[str, tuple[str, str]] = {
    "help": ("显示本说明。", "Show this help."),
    "version": ("显示版本。", "Show the version."),
    "lang": ("语言；默认依环境的区域设置。", "The language; by the locale where it is not given."),
    "as_json": (
        "以交换格式输出一个 JSON 文档；输入未被接受时为 error 对象。",
        "One JSON document in the wire format; a refusal is its error object.",
    ),
    "catalogue": (
        "目录，JSON 或 xlsx，- 为标准输入；不给则用虚构的示例区。",
        "The catalogue, JSON or xlsx, - for stdin; the made-up sample zone without one.",
    ),
    "profile": (
        "口径与时限，JSON；不给则依文本自身的读法，不设时限。",
        "Readings and limits, JSON; the text's own readings and no limits without one.",
    ),
    "with_transfers": (
        "另加的划转记录，JSON 数组，每条带 matter。",
        "Further transfers, a JSON array of records that each name their matter.",
    ),
    "known_on": ("只用到这一天为止已登记的记录。", "Use only what had been recorded by this day."),
    "matter": ("事项编号。", "The matter's id."),
    "on": ("哪一天，YYYY-MM-DD 或 today。", "The day, YYYY-MM-DD or today."),
    "status.on": ("只问这一天。", "Ask about this day only."),
    "duties.on": ("事实从哪一天起。", "From which day on the fact holds."),
    "accepted_on": (
        "办件受理之日，在途件口径据此。",
        "The day of acceptance, for the reading of pending cases.",
    ),
    "act": ("行为。", "The act."),
    "actor": ("行为单位的编号。", "The id of the party that acts."),
    "permits.matter": ("所涉事项的编号。", "The id of the matter it is about."),
    "officer": ("经办人员的编号。", "The id of the person who acts."),
    "duties.event_file": ("一个事件的 JSON 文件，- 为标准输入。", "A JSON file of one event, - for stdin."),
    "event": (
        "事件的一个字段，如 kind=decision；可重复。",
        "A field of the event, such as kind=decision; repeat it.",
    ),
    "week": ("一周开始，如 2023-W13（2.3d）。", "A week opens, such as 2023-W13 (2.3d)."),
    "year": ("一年开始（2.1b、2.1c）。", "A year opens (2.1b, 2.1c)."),
    "platform_capable": (
        "平台自 --on 起可办此事项（2.4e）。",
        "From --on the platform can handle this matter (2.4e).",
    ),
    "liaison_vacant": (
        "此单位自 --on 起无对接人员（3.2a）。",
        "From --on this party has nobody for the exchange (3.2a).",
    ),
    "procedures_started": (
        "此项目自 --on 起办理手续（2.3a）。",
        "From --on this project's procedures run (2.3a).",
    ),
    "transferred": (
        "此事项于 --on 划转，只改变状态。",
        "On --on this matter is transferred, which changes status only.",
    ),
    "events": (
        "事件日志：CSV、JSON、JSON 行、Excel、Parquet、Arrow 文件；- 为标准输入；@sample 为示例区 2023 年。",
        "The log: CSV, JSON, JSON lines, Excel, Parquet, Arrow; - is stdin, @sample the sample zone's 2023.",
    ),
    "as_of": ("核查截至哪一天或时刻。", "The day or moment as of which it is judged."),
    "outlook.as_of": (
        "以此时所知为准；默认为 --from。",
        "By what is known then; --from where it is not given.",
    ),
    "from_": ("起算的第一天。", "The first day of what sets duties off."),
    "to": ("最后一天。", "The last day of what sets duties off."),
    "outlook.from_": ("第一天。", "The first day."),
    "outlook.to": ("最后一天，含当日。", "The last day, included."),
    "norm": ("只看此规范，如 2.6b；可重复。", "Only this norm, such as 2.6b; repeat it for more."),
    "known": ("依何时所知判断行为。", "By which records an act is judged."),
    "report": ("另写一个 HTML 报告。", "Also write a report, one HTML page."),
    "excel": ("另写一个工作簿。", "Also write a workbook."),
    "evidence": (
        "只输出第 N 项发现的证据材料（Markdown），编号见发现表；可重复。",
        "Print only the evidence for finding N of the table (Markdown); repeat it for more.",
    ),
    "mask": (
        "隐去人员姓名与编号，用于证据、报告和表。",
        "Mask persons in evidence, report and tables.",
    ),
    "limit_rows": (
        "最多列几行，0 为全部；默认：终端上 20 行，否则全部。",
        "At most so many rows, 0 for all; by default 20 on a terminal, and else all.",
    ),
    "audit.fail_on": (
        "何种发现使退出码为 1：违反，违反或核查，从不。",
        "Which findings make it exit with 1: breaches, reviews too, or none.",
    ),
    "lint.fail_on": ("有问题时退出码是否为 1。", "Whether entries make it exit with 1."),
    "column": (
        "自用列名：办结时间=at；备注= 为不读；可重复。",
        "What an own column means: 办结时间=at; 备注= passes it over; repeat it.",
    ),
    "value": (
        "自用取值：kind:出证=decision；可重复。",
        "What an own value means: kind:出证=decision; repeat it.",
    ),
    "map": (
        '同上，写在 JSON 文件里：{"columns": {…}, "values": {"kind": {…}}}。',
        'The same from a JSON file: {"columns": {…}, "values": {"kind": {…}}}.',
    ),
    "encoding": ("文本文件的编码；默认自动识别。", "Of a text file; detected where it is not given."),
    "sheet": (
        "工作表名；默认唯一有内容的可见工作表。",
        "Of an Excel file; by default the only visible one with content.",
    ),
    "ics": ("另写一个日历文件（iCalendar）。", "Also write a calendar file (iCalendar)."),
    "transfers": (
        "假设的划转，JSON 数组，每条带 matter。",
        "The supposed transfers, a JSON array of records that each name their matter.",
    ),
    "other_profile": ("另一套口径，JSON。", "The other profile, JSON."),
    "template.path": ("要写出的文件。", "The file to write."),
    "template.from_": ("以此目录（JSON）预填。", "Fill it with this catalogue (JSON)."),
    "force": ("覆盖已有文件。", "Write over a file that is there."),
    "shell": ("何种命令行。", "The shell."),
}


def of_command(name: str, lang: Lang) -> str:
    """What a command is for."""
    return in_lang(lang, *COMMANDS[name])


def of_parameter(command: str, name: str, lang: Lang) -> str:
    """What a parameter of a command is."""
    return in_lang(lang, *(PARAMETERS.get(f"{command}.{name}") or PARAMETERS[name]))
