"""PDF files read back: their text, fonts and sizes, as other programs see them."""

import subprocess
from io import BytesIO
from itertools import combinations

import pikepdf
from pypdf import PdfReader


def opened(made: bytes) -> PdfReader:
    """The file as pypdf reads it."""
    return PdfReader(BytesIO(made), strict=True)


def text(made: bytes) -> str:
    """All words, blanks made one, as poppler reads them."""
    return " ".join(_poppler("pdftotext", made, "-layout").split())


def pages(made: bytes) -> list[str]:
    """The words of each page in the order in which they are drawn, as poppler reads them."""
    return _poppler("pdftotext", made, "-raw").split("\f")[:-1]


def fonts(made: bytes) -> list[list[str]]:
    """The rows of poppler's list of fonts: name, type, encoding, emb, sub, uni ..."""
    return [line.split() for line in _poppler("pdffonts", made).splitlines()[2:]]


def sizes(made: bytes) -> set[float]:
    """The sizes that text is set in, in points, rounded to a tenth."""
    found: set[float] = set()

    def visit(words: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if words.strip():
            found.add(round(size * abs(matrix[3]), 1))

    for page in opened(made).pages:
        page.extract_text(visitor_text=visit)
    return found


def outside(made: bytes, margin: float = 20) -> list[str]:
    """The words that reach into the edge of a page, `margin` points wide."""
    wrong = []
    for line in _poppler("pdftotext", made, "-bbox").splitlines():
        if "<page " in line:
            width, height = (float(_attribute(line, key)) for key in ("width", "height"))
        if "<word " in line:
            x0, y0, x1, y1 = (
                float(_attribute(line, key)) for key in ("xMin", "yMin", "xMax", "yMax")
            )
            if min(x0, y0, width - x1, height - y1) < margin:
                wrong.append(line)
    return wrong


def heard(made: bytes) -> set[str]:
    """The texts that are told in the stead of what is drawn, as pikepdf reads them."""
    with pikepdf.Pdf.open(BytesIO(made)) as pdf:
        return {
            str(each.ActualText)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each
        }


def boxes(made: bytes) -> list[dict[str, str]]:
    """Every word with the edges of its box, in points, as poppler reads them."""
    found = []
    for line in _poppler("pdftotext", made, "-bbox").splitlines():
        if "<word " in line:
            edges = {key: _attribute(line, key) for key in ("xMin", "yMin", "xMax", "yMax")}
            found.append({**edges, "word": line.partition(">")[2].partition("<")[0]})
    return found


def _attribute(line: str, key: str) -> str:
    return line.partition(f'{key}="')[2].partition('"')[0]


def _poppler(program: str, made: bytes, *options: str) -> str:
    output = ["-"] if program == "pdftotext" else []
    run = subprocess.run(
        [program, *options, "-", *output], input=made, capture_output=True, check=True
    )
    # What a file says of itself poppler writes in surrogates where it holds an emoji.
    return run.stdout.decode("utf-8", "replace")


def structure(made: bytes) -> list[str]:
    """The words as they are told to whoever cannot see the page, in order, as poppler reads them;
    those of pictures are left out, for their `Alt` is told.
    """
    words: list[str] = []
    depth = -1
    for line in _poppler("pdfinfo", made, "-struct-text").splitlines():
        indent = len(line) - len(line.lstrip())
        if depth >= 0 and indent > depth:
            continue
        depth = indent if line.strip().startswith("Figure") else -1
        if line.strip().startswith('"'):
            words += line.strip().strip('"').split()
    return words


def sentences(made: bytes) -> list[str]:
    """The words of each part, those in pictures too, as poppler reads them."""
    lines = (line.strip() for line in _poppler("pdfinfo", made, "-struct-text").splitlines())
    return [line[1:-1] for line in lines if line.startswith('"')]


def colliding(made: bytes) -> list[tuple[str, str]]:
    """Words that stand on each other: by more than 1 pt across and two fifths of a line."""
    found = []
    for page in _poppler("pdftotext", made, "-bbox").split("<page ")[1:]:
        words = [_box(line) for line in page.splitlines() if "<word " in line]
        for (one, of_one), (other, of_other) in combinations(words, 2):
            across = min(of_one[2], of_other[2]) - max(of_one[0], of_other[0])
            down = min(of_one[3], of_other[3]) - max(of_one[1], of_other[1])
            if across > 1 and down > 0.4 * min(of_one[3] - of_one[1], of_other[3] - of_other[1]):
                found.append((one, other))
    return found


def _box(line: str) -> tuple[str, tuple[float, ...]]:
    edges = (float(_attribute(line, key)) for key in ("xMin", "yMin", "xMax", "yMax"))
    return line.partition(">")[2].partition("<")[0], tuple(edges)
