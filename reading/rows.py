"""Rows of tables: the cells of one row in, its line out. One way for all kinds of file, so that rules find rows alike."""

CELL_BREAK = " | "
# A longer "row" is a page laid out as a table, and so is one half as long whose cells hold paragraphs.
_LONGEST = 600


def row_text(cells: list[str]) -> str:
    """A line with the cells parted by ` | `; or, where a table only lays a page out, the cells one below the other."""
    filled = [cell for cell in cells if cell]
    length = sum(map(len, filled))
    lays_out = length > _LONGEST or (length > _LONGEST // 2 and any("\n\n" in cell for cell in filled))
    if len(filled) < 2 or lays_out:
        return "\n".join(filled)
    # A cell stays in its place even if those before it are empty: the header says what it counts.
    return CELL_BREAK.join(" ".join(cell.split()) for cell in cells).rstrip(" |")
