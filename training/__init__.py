"""How the embedded encoder is made from sentence pairs: `python -m training --data DIR --out DIR`. See README.md."""
