"""Measurements of the real thing: real database (durable), real web server, real worker, real files.

Run with `make bench`. Machines differ and are shared, so what counts are ratios within one run: a page
beside a plain file from the same server, an import beside the bare reading of the same file.
"""
