"""``python -m penaltybench``: the same as the command ``penaltybench``."""

from penaltybench.cli import main

if __name__ == "__main__":
    main()
