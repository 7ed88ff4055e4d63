package embedded_test

import (
	"path/filepath"
	"testing"

	"rawabit/internal/arrival"
	"rawabit/store"
)

func TestArrival(t *testing.T) {
	arrival.Permutations(t, 50, func(t *testing.T) store.Store { return open(t, filepath.Join(t.TempDir(), "graph.db")) })
}
