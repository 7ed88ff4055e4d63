package embedded_test

import (
	"path/filepath"
	"testing"

	"rawabit/store/memory"
	"rawabit/store/storetest"
)

func TestDifferential(t *testing.T) {
	g := storetest.Generate(7, 300, 3000)
	one, two := memory.New(), open(t, filepath.Join(t.TempDir(), "graph.db"))
	defer closeStore(t, two)
	storetest.LoadGraph(t, one, g)
	storetest.LoadGraph(t, two, g)
	storetest.Differential(t, g, one, two, 1, 2000)
}
