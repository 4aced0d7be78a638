"""Processes that are killed, and processes that race."""

import asyncio
import random
import sys
from asyncio.subprocess import Process
from collections import Counter
from contextlib import suppress
from pathlib import Path

from data.polls import Choice, Count
from tests.data.worlds import GUILD, Clock, open_poll, opened

ROOT = Path(__file__).parents[3]
MEMBERS = 10_000
KILLED_AT = (2_000, 4_500, 7_000)
"""Numbers of confirmed ballots at which the voting process is killed."""
AT_ONCE = 100
"""Presses that wait for their answer: fewer than lie between two kills, so that each round has somebody to vote."""


async def start(module: str, *arguments: str | int) -> Process:
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", f"tests.data.polls.{module}", *map(str, arguments))
    return await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, cwd=ROOT)


async def press(process: Process, choices: dict[int, Choice], places: asyncio.Semaphore) -> None:
    """All presses, as fast as they are confirmed, or as many as the process lives to take."""
    assert process.stdin
    with suppress(BrokenPipeError, ConnectionResetError):
        for member, choice in choices.items():
            await places.acquire()
            process.stdin.write(f"{member} {choice.name}\n".encode())
            await process.stdin.drain()


async def vote_until(process: Process, choices: dict[int, Choice], confirmed: Counter[int], enough: int) -> None:
    """Press, note what is confirmed, and when that is enough kill the process; if it is everybody, let it end."""
    assert process.stdin
    assert process.stdout
    places = asyncio.Semaphore(AT_ONCE)
    pressing = asyncio.create_task(press(process, choices, places))
    while (line := await process.stdout.readline()).endswith(b"\n"):  # else killed while it wrote; nobody saw that
        confirmed[int(line)] += 1
        places.release()
        if confirmed.total() == MEMBERS:
            process.stdin.close()
        elif confirmed.total() == enough:
            process.kill()
    await process.wait()
    pressing.cancel()
    await asyncio.wait({pressing})


async def test_ten_thousand_members_vote_while_the_process_is_killed_three_times(address: str) -> None:
    generator = random.Random(4)  # noqa: S311
    choices = {10**17 + n: generator.choice(list(Choice)) for n in range(MEMBERS)}
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
    confirmed: Counter[int] = Counter()
    codes = []
    for enough in (*KILLED_AT, MEMBERS):
        process = await start("voting_process", address, poll.id)
        unanswered = {member: choice for member, choice in choices.items() if member not in confirmed}
        await vote_until(process, unanswered, confirmed, enough)
        codes.append(process.returncode)
    assert codes == [-9, -9, -9, 0]
    assert confirmed == Counter(choices.keys())  # each was answered once
    async with opened(address, clock) as library:
        result = await library.polls.closing.close(poll.id, GUILD)
    expected = Counter(choice.name.lower() for choice in choices.values())
    unseen = expected.pop("unseen")
    assert result.count == Count.model_validate({"tally": expected, "unseen": unseen})


async def test_two_processes_race_to_close_two_hundred_polls_and_each_is_closed_and_posted_once(
    postgresql_address: str,
) -> None:
    async with opened(postgresql_address, Clock()) as library:
        polls = {(await open_poll(library, guild_id=guild_id)).id for guild_id in range(1, 201)}
    racers = [await start("closing_process", postgresql_address) for _ in range(2)]
    for racer in racers:
        assert racer.stdout
        assert await racer.stdout.readline() == b"ready\n"
    outputs = [output for output, _ in await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))]
    assert [racer.returncode for racer in racers] == [0, 0]
    done = Counter(line for output in outputs for line in output.decode().splitlines())
    assert done == Counter({f"{deed} {poll_id}": 1 for deed in ("closed", "posted") for poll_id in polls})
    assert all(b"closed" in output for output in outputs)  # they did race
