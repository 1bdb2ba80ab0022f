"""Passwords, sign-in, sessions, second factor: plain functions of their inputs."""
