"""A process of its own that takes presses on its input and confirms each on its output once it is durable.

`python -m tests.data.polls.voting_process ADDRESS POLL`; a press is a line `MEMBER CHOICE`, a confirmation `MEMBER`.
"""

import asyncio
import sys

from data.errors import Busy, TooSlow
from data.library import Library
from data.polls import Choice
from tests.data.worlds import Clock, voter


async def main(address: str, poll_id: int) -> None:
    presses = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(presses), sys.stdin)
    async with Library.open(address, with_starter=False, now=Clock()) as library, asyncio.TaskGroup() as tasks:

        async def press(member: str, choice: str) -> None:
            try:
                await library.polls.ballots.cast(poll_id, voter(int(member)), Choice[choice])
            except (Busy, TooSlow):  # on a very slow disk: people do as they are told, and press again
                await asyncio.sleep(1)
                await press(member, choice)
            else:
                print(member, flush=True)

        while line := await presses.readline():
            tasks.create_task(press(*line.decode().split()))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
