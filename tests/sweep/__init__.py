"""Every act of people and every fault before each request of each command, and what must hold then.

`python -m tests.sweep --help`; a sample is a slow test. The server is the oracle where the folder
`shared` is there, else the fake.
"""
