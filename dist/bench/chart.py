"""An SVG of bars: one group a row, requests/s, readable in light and dark."""

COLOURS = {"apache": "#b0533c", "nginx": "#3d8b57", "muster": "#3b6fb6"}
STYLE = """
    text { font: 13px system-ui, sans-serif; fill: #1d2430; }
    .t { font-weight: 600; font-size: 14px; } .v { fill: #5b6575; }
    @media (prefers-color-scheme: dark) { text { fill: #e6e9ef; } .v { fill: #a3adbd; } }
"""
BAR, GAP, LEFT, WIDTH = 20, 6, 140, 760


def draw(summary, titles):
    parts, y = [], 8
    for row, servers in summary["rows"].items():
        measured = {name: values for name, values in servers.items() if values.get("rps")}
        if not measured:
            continue
        y += 24
        parts.append(f'<text class="t" x="0" y="{y}">{titles[row]}: requests/s (CPU µs a request)</text>')
        y += 10
        most = max(values["rps"] for values in measured.values())
        for name, values in measured.items():
            parts.append(bar(name, values, y, most))
            y += BAR + GAP
        y += 8
    body = "\n  ".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 8}" width="{WIDTH}" height="{y + 8}" role="img" '
        f'aria-label="Requests per second of Apache httpd, nginx and Muster">\n  <style>{STYLE}</style>\n  {body}\n</svg>\n'
    )


def bar(name, values, y, most):
    length = (WIDTH - LEFT - 170) * values["rps"] / most
    colour = COLOURS[name.partition("-")[0]]
    middle = y + BAR - 5
    number = f"{values['rps']:,.0f} ({values['cpu_us']:.1f})"
    return (
        f'<text x="{LEFT - 10}" y="{middle}" text-anchor="end">{name.replace("-", " ", 1)}</text>'
        f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR}" rx="2" fill="{colour}"/>'
        f'<text class="v" x="{LEFT + length + 8:.1f}" y="{middle}">{number}</text>'
    )
