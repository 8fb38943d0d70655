"""Reference pages of the handbook, made from the code that they describe.

    python -m docs.generator

writes `docs/LANG/reference/`, which git ignores: what is described exists once, in the code.
"""
