"""How things look in a notebook. In goes a value of the package, out comes HTML that stands by itself.

Labels are Chinese with English beside them; styles are inline and take the notebook's own colours, light or
dark. Whatever
comes from files is text, never HTML.

>>> import liandong
>>> "行政审批局" in of(liandong.sample().approver("S-001", "2023-05-04"))
True
"""

from __future__ import annotations

from ._show import of

__all__ = ["of"]
