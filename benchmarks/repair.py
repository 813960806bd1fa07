"""``python -m benchmarks.repair [SECONDS]``: a film mended, against FFmpeg with the same settings.

Pairs of runs, one after the other, on a film such as phones make (1920×1080, 30 frames a second).
Wall and processor time; the program looks at its result again, which FFmpeg does not.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from statistics import median

import av

from jlxx_check.api import load_pack
from jlxx_check.model.facts import FileFacts, Group
from jlxx_check.probes.sniffing.sniff import sniff
from jlxx_check.probes.video.read_video import read_video
from jlxx_check.unit.repair import media
from jlxx_check.unit.repair.media import FilmPlan
from jlxx_check.unit.repair.media.film_bits import picture_options

PAIRS = 3
_SECONDS = 20
#: What moves and what is grainy, as a phone's pictures are.
_SCENE = "testsrc2=s=1920x1080:r=30:d={seconds},noise=alls=6:allf=t"


def main() -> None:
    """Measure and print."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else _SECONDS
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "phone.mov")
        _film(source, seconds)
        plan = _plan(source)
        print(f"{seconds} s of 1920×1080 at 30: {source.stat().st_size / 1e6:.1f} MB")
        own, bare, command = [], [], _command(source, plan)
        for number in range(PAIRS):
            own.append(_counted(lambda to: _mend(source, to, plan), Path(folder, f"own{number}")))
            if shutil.which("ffmpeg"):
                bare.append(_counted(lambda to: _run(command, to), Path(folder, f"bare{number}")))
        _say("repair", own, seconds)
        if bare:
            _say("ffmpeg", bare, seconds)
            ratio = median(one[0] / other[0] for one, other in zip(own, bare, strict=True))
            print(f"repair ÷ ffmpeg, wall time: {ratio:.2f}   (aim: at most 1.11)")


def _film(path: Path, seconds: int) -> None:
    scene = _SCENE.format(seconds=seconds)
    with av.open(scene, format="lavfi") as drawn, av.open(str(path), "w", format="mov") as output:
        track = output.add_stream("libx264", rate=30, options={"preset": "ultrafast", "crf": "20"})
        track.width, track.height, track.pix_fmt = 1920, 1080, "yuv420p"
        track.codec_context.thread_type = "AUTO"
        voice = output.add_stream("aac", rate=48_000, layout="stereo")
        for number, frame in enumerate(drawn.decode(video=0)):
            frame = frame.reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            output.mux(track.encode(frame))
        output.mux(track.encode(None))
        for number in range(seconds * 48_000 // 1024):
            quiet = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
            for plane in quiet.planes:
                plane.update(bytes(plane.buffer_size))
            quiet.sample_rate, quiet.pts = 48_000, 1024 * number
            output.mux(voice.encode(quiet))
        output.mux(voice.encode(None))


def _plan(source: Path) -> FilmPlan:
    size = source.stat().st_size
    with source.open("rb") as stream:
        content = sniff(stream, size, source.name)
        body = read_video(stream, size, content)
    facts = FileFacts(source.name, size, content, Group.VIDEO, body)
    return media.film_plan(facts, media.film_wants(load_pack(), "star", "video"))


def _mend(source: Path, to: Path, plan: FilmPlan) -> None:
    media.mend_film(source, to, plan, lambda _: None, lambda: False)


def _command(source: Path, plan: FilmPlan) -> list[str]:
    assert plan.recipe is not None and plan.recipe.size is not None
    told = picture_options(plan.recipe, 160_000)
    wide, high = plan.recipe.size
    return [
        *("ffmpeg", "-v", "error", "-i", str(source), "-f", "mp4", "-movflags", "+faststart"),
        *("-vf", f"fps={plan.recipe.rate},scale={wide}:{high},format=yuv420p", "-c:v", "libx264"),
        *("-preset", told["preset"], "-profile:v", told["profile"], "-crf", told["crf"]),
        *("-maxrate", told["maxrate"], "-bufsize", told["bufsize"]),
        *("-c:a", "aac", "-b:a", "160k"),
    ]


def _run(command: list[str], to: Path) -> None:
    subprocess.run([*command, str(to)], check=True, stdin=subprocess.DEVNULL)


def _counted(work: Callable[[Path], None], to: Path) -> tuple[float, float, int]:
    """Wall and processor seconds, and bytes of what was made."""
    before, start = _worked(), time.perf_counter()
    work(to)
    wall = time.perf_counter() - start
    return wall, _worked() - before, to.stat().st_size


def _worked() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _say(name: str, runs: list[tuple[float, float, int]], seconds: int) -> None:
    wall, worked = (median(run[at] for run in runs) for at in (0, 1))
    cores = os.cpu_count() or 1
    print(
        f"{name:8}{wall:7.1f} s wall ({seconds / wall:.1f}× real time), {worked:.1f} s processor "
        f"({worked / wall / cores:.0%} of {cores} cores), {runs[0][2] / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
