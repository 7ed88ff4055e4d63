package notify

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"

	"rawabit/alerts"
)

// lines appends each message as a line of JSON to a file.
type lines struct {
	path string
	out  io.Writer
	mu   sync.Mutex
}

// Send is part of Channel.
func (l *lines) Send(_ context.Context, m *alerts.Message) Result {
	line, err := json.Marshal(struct {
		ID string `json:"id"`
		*alerts.Message
	}{m.ID, m})
	if err != nil {
		return Result{Err: err}
	}
	line = append(line, '\n')
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.path == "-" {
		if l.out == nil {
			return Result{Err: fmt.Errorf("this process has no standard output")}
		}
		_, err := l.out.Write(line)
		return Result{Err: err}
	}
	f, err := os.OpenFile(l.path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return Result{Err: err}
	}
	_, err = f.Write(line)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return Result{Err: err}
}
