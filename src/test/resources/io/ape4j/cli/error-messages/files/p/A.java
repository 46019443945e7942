class A { String P = "Look at {{box}}"; String Q = other(); }
