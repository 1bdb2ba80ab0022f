"""Versioned facts as data files with typed readers: areas, items, categories, kinds, channels, calendars."""
