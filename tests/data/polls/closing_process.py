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
        while delivery := await library.outbox.claim():
            assert await library.outbox.about_to_send(delivery)
            print("posted", delivery.subject_id, flush=True)
            await library.outbox.record_posted(delivery, message_id=delivery.subject_id)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
