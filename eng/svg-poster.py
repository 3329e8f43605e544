"""Makes a recording of svg-term readable at any moment: skips the empty frames, holds the last frame, and shows only it to readers who prefer reduced motion.

Usage: svg-poster.py FILE [LINES]
The first frame is the first one with LINES lines, by default 6.
"""

import re
import sys

HOLD_SECONDS = 4
VIEW_BOX = re.compile(r'viewBox="0 0 (\d+) ')
GROUP = re.compile(r'<g style="animation-duration:([\d.]+)s;[^"]*">')
KEYFRAMES = re.compile(r"@keyframes \w+\{((?:[\d.%]+\{[^}]*\}|to\{[^}]*\})+)\}")
KEYFRAME = re.compile(r"([\d.]+%|to)\{transform:translateX\((-?\d+)(?:px)?\)\}")


def main(path: str, lines: str = "6") -> None:
    with open(path, encoding="utf-8") as file:
        svg = file.read()
    group = GROUP.search(svg)
    keyframes = KEYFRAMES.search(svg)
    view_box = VIEW_BOX.search(svg)
    if group is None or keyframes is None or view_box is None:
        sys.exit(f"{path} is not a recording of svg-term, or was processed before.")

    frames = re.findall(r"<svg(?: x=\"\d+\")?>.*?</svg>", svg[group.end():])
    first = int(view_box[1]) * next(index for index, frame in enumerate(frames) if is_full(frame, int(lines)))
    seconds = float(group[1])
    scale = seconds / (seconds + HOLD_SECONDS)
    steps = [(100 if time == "to" else float(time.rstrip("%")), -int(offset)) for time, offset in KEYFRAME.findall(keyframes[1])]
    last = steps[-1][1]
    rules = "".join(f"{time * scale:.2f}%{{transform:translateX(-{max(offset, first)}px)}}" for time, offset in steps)
    style = (
        f"@keyframes recording{{{rules}to{{transform:translateX(-{last}px)}}}}"
        f".recording{{animation:recording {seconds + HOLD_SECONDS:.3f}s steps(1,end) infinite;transform:translateX(-{last}px)}}"
        "@media (prefers-reduced-motion:reduce){.recording{animation:none}}"
    )
    svg = svg.replace(group[0], '<g class="recording">', 1).replace(keyframes[0], style, 1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(svg)


def is_full(frame: str, lines: int) -> bool:
    """Whether a frame shows several lines, after the output of the build."""
    return len(re.findall(r"<use |<text y=", frame)) >= lines


main(*sys.argv[1:])
