"""Draws lines on logarithmic scales as SVG, each with its name and the exponent of its growth at its end."""
import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 1010, 460
LEFT, RIGHT, TOP, BOTTOM = 88, 430, 46, 56
# Okabe and Ito's colours, which people with any colour vision tell apart.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7a7a7a", "#8c6d31"]
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 15px }
  .grid { stroke: #d0d7de }
  .line { fill: none; stroke-width: 2 }
  .dashed { stroke-dasharray: 5 4 }
  .halo { paint-order: stroke; stroke: #fff; stroke-width: 3px }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .back { fill: #0d1117 }
    .grid { stroke: #30363d }
    .halo { stroke: #0d1117 }
  }
"""


def exponent(points):
    """The slope of the straight line through the logarithms that is nearest to the points (least squares)."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


def label_of(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


class Scale:
    """From numbers to places, by their logarithms."""

    def __init__(self, low, high, begin, end):
        self.low, self.high, self.begin, self.end = math.log10(low), math.log10(high), begin, end

    def at(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)


def spread(places, gap):
    """Moves labels apart that would lie on each other, as little as it takes, keeping their order."""
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = [places[at] for at in order]
    for at in range(1, len(moved)):
        moved[at] = max(moved[at], moved[at - 1] + gap)
    # What was pushed out below comes back.
    over = moved[-1] - (HEIGHT - BOTTOM) if moved else 0
    if over > 0:
        moved[-1] -= over
        for at in range(len(moved) - 2, -1, -1):
            moved[at] = min(moved[at], moved[at + 1] - gap)
    result = [0.0] * len(places)
    for at, place in zip(order, moved):
        result[at] = place
    return result


def draw(title, across, up, ticks, lines):
    """`lines` are (name, points, dashed, whether the exponent is named)."""
    values = [y for _, points, _, _ in lines for _, y in points]
    low = 10 ** math.floor(math.log10(min(values)))
    high = 10 ** math.ceil(math.log10(max(values)))
    x = Scale(ticks[0], ticks[-1], LEFT, WIDTH - RIGHT)
    y = Scale(low, high, HEIGHT - BOTTOM, TOP)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">']
    out += [f"<title>{escape(title)}</title>", f"<style>{STYLE}</style>"]
    out.append(f'<rect class="back" width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>')
    out.append(f'<text class="title" x="{LEFT}" y="24">{escape(title)}</text>')
    value = low
    while value <= high * 1.001:
        place = y.at(value)
        out.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{place:.1f}" y2="{place:.1f}"/>')
        out.append(f'<text x="{LEFT - 8}" y="{place + 4:.1f}" text-anchor="end">{label_of(value)}</text>')
        value *= 10
    for tick in ticks:
        place = x.at(tick)
        out.append(f'<line class="grid" x1="{place:.1f}" x2="{place:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        out.append(f'<text x="{place:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{label_of(tick)}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 14}" text-anchor="middle">{escape(across)}</text>')
    middle = (TOP + HEIGHT - BOTTOM) / 2
    out.append(f'<text transform="translate(18 {middle}) rotate(-90)" text-anchor="middle">{escape(up)}</text>')
    ends = spread([y.at(points[-1][1]) for _, points, _, _ in lines], 17)
    for at, ((name, points, dashed, fitted), end) in enumerate(zip(lines, ends)):
        colour = COLOURS[at % len(COLOURS)]
        path = " ".join(f"{x.at(a):.1f},{y.at(b):.1f}" for a, b in points)
        kind = "line dashed" if dashed else "line"
        out.append(f'<polyline class="{kind}" stroke="{colour}" points="{path}"/>')
        out += [f'<circle cx="{x.at(a):.1f}" cy="{y.at(b):.1f}" r="3" fill="{colour}"/>' for a, b in points]
        last = x.at(points[-1][0])
        out.append(
            f'<line stroke="{colour}" stroke-opacity="0.5" x1="{last + 5:.1f}" y1="{y.at(points[-1][1]):.1f}" '
            f'x2="{WIDTH - RIGHT + 18}" y2="{end:.1f}"/>'
        )
        label = f"{name}, exponent {exponent(points):.2f}" if fitted else name
        out.append(f'<text class="halo" x="{WIDTH - RIGHT + 22}" y="{end + 4:.1f}">{escape(label)}</text>')
    return "\n".join([*out, "</svg>", ""])
