"""A Discord on 127.0.0.1 with real sockets, against which the real `python -m bot run` runs as its own process.

    async with Loopback.open() as discord, running(discord, database, folder) as bot:
        await bot.ready()
        robin = discord.guild.join("Robin")
        card = await robin.command("/review", film="jaws")          # what Robin sees, and after how long
        vote = await robin.press(card.message, card.button("Positive"))

`server.py` is the whole; `state.py` and `files.py` hold what is there; `rest.py`, `webhooks.py`, `interactions.py`
and `gateway.py` answer the bot as Discord does (3 s for a first answer, 15 min for a token, RESUME with replay);
`people.py` acts and `seen.py` is what people see. Nothing goes wrong by itself: `faults.py` is armed by a test,
`gateway.py` is told to drop or to close, `clock.py` to jump. Every body is held to `limits.py`, and a fixture in
`conftest.py` fails the test if one was over. `process.py` starts, stops and kills the bot and reads its log.
`crowd.py` lets many people press at once and says what they waited; benchmarks use it too. `walker.py` does at random
what is on people's screens and types what `typist.py` thinks of, over the library of `hostile.py`; `guests.py` are the
people of a load and `ledger.py` takes down what they were told. But for that library, all this knows the bot by its
settings and command line only.
"""
