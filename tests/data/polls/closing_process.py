"""A process of its own that closes due polls and posts their results, until there are none.

`python -m tests.data.polls.closing_process ADDRESS`; it begins at a line of input and says what it did.
"""

import asyncio
import sys

from data.library import Library


async def main(address: str) -> None:
    async with Library.open(address, with_starter=False) as library:
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        for result in await library.polls.closing.close_due():
            print("closed", result.poll.id, flush=True)
        while announcement := await library.polls.announcements.claim():
            poll_id = announcement.result.poll.id
            print("posted", poll_id, flush=True)
            await library.polls.announcements.record_posted(poll_id, message_id=poll_id)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
