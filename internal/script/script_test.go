package script_test

import (
	"testing"

	"rawabit/internal/script"
	"rawabit/store"
	"rawabit/store/memory"
)

func TestScripts(t *testing.T) {
	script.Run(t, func(_ *testing.T, clock store.Clock) store.Store { return memory.New(memory.WithClock(clock)) })
}
