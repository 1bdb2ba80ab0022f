"""The design system: tokens, styles, icons, template partials and small scripts of both edges."""
