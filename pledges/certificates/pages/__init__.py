"""Pages of certificates: staff print, void and reissue them, anyone checks one, a signer fetches their own."""
