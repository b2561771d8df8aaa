setup run test bench lint pictures bundle: FORCE ; python3 dev.py $@
FORCE:
