analyze pending_load, void_target
