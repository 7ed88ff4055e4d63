package embedded_test

import (
	"errors"
	"path/filepath"
	"testing"

	"rawabit/store"
	"rawabit/store/embedded"
	"rawabit/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		s, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
		if err != nil {
			t.Fatal(err, errors.Unwrap(err))
		}
		return s
	})
}
