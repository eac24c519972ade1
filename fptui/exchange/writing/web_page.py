"""A web page that prints on A4 and runs nothing: the frame of all that leaves as html."""

from __future__ import annotations

from html import escape

_FRAME = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
{body}</body>
</html>
"""


def web_page(title: str, language: str, style: str, body: str) -> str:
    """A page of this title; `style` is CSS and `body` is html, both with an end of line."""
    return _FRAME.format(language=language, title=escape(title), style=style, body=body)
