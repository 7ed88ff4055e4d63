package embedded_test

import (
	"path/filepath"
	"testing"

	"rawabit/internal/script"
	"rawabit/store"
	"rawabit/store/embedded"
)

func TestScripts(t *testing.T) {
	script.Run(t, func(t *testing.T, clock store.Clock) store.Store {
		return open(t, filepath.Join(t.TempDir(), "graph.db"), embedded.WithClock(clock))
	})
}
