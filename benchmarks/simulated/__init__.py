"""Students who work a network out by hand, from textbook knowledge alone: nothing here imports the program.

`reading` understands a network file, `hand` rounds, `forms` are the ways to write a formula, `forward`,
`backward` and `updates` the calculation, `sheets` what is handed in, `mistakes` what goes wrong in it.
"""
