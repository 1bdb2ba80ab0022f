"""Starts and stops what gongkai runs on: the data folder, PostgreSQL, the web server and the worker.

Plain Python. Nothing here imports Django, so that a command can prepare the ground before settings load.
"""
