"""The commands of editors and maintainers, one module each: `run(chosen, console, options)`.

Arguments are declared in `cli.py`; a module is loaded only when its command is given.  `run`
returns the exit code and says what it has to say through the console.
"""
