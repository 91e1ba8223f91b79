"""Build the mail templates: CSS written once in `templates/source` is inlined into the templates that mails are made of.

Mail programs drop style sheets, and inlining each mail would cost more than all the rest of making it. Run this after a
change: `python -m digest.build_templates`. A test proves that what is shipped is what this makes.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import css_inline

TEMPLATES = Path(__file__).parent / "templates"
SOURCE = TEMPLATES / "source"

_BETWEEN_TAGS = re.compile(r">\n\s*<")


def build() -> Iterator[tuple[Path, str]]:
    """Each template to ship: where it goes and what it holds."""
    css = (SOURCE / "style.css").read_text(encoding="utf-8")
    inliner = css_inline.CSSInliner(keep_at_rules=True, minify_css=True, load_remote_stylesheets=False)
    for source in sorted(SOURCE.glob("*.html")):
        written = source.read_text(encoding="utf-8")
        if source.stem == "frame":
            inlined = inliner.inline(written.replace("</head>", f"<style>{css}</style></head>"))
        else:
            inlined = inliner.inline_fragment(written, css)
        yield TEMPLATES / source.name, _BETWEEN_TAGS.sub("><", inlined)


if __name__ == "__main__":
    for path, html in build():
        path.write_text(html, encoding="utf-8")
