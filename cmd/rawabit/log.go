package main

import (
	"context"
	"io"
	"log/slog"
	"os"

	"rawabit/graphqlapi/tracing"
	"rawabit/schema"
)

// logFlags say what is written down about the work of a server, and where.
type logFlags struct {
	LogLevel  string `default:"warn" enum:"debug,info,warn,error" env:"RAWABIT_LOG_LEVEL" help:"What is logged on standard error: info is a line for each operation (default ${default})."`
	LogFormat string `default:"text" enum:"text,json" env:"RAWABIT_LOG_FORMAT" help:"text or json (default ${default})."`
	Audit     string `env:"RAWABIT_AUDIT" placeholder:"FILE" help:"Append a JSON line for each mutation: who, what, when, with what outcome."`
	Traces    string `env:"RAWABIT_TRACES" placeholder:"URL" help:"Send traces to this OpenTelemetry collector (OTLP over HTTP, such as http://127.0.0.1:4318)."`
}

func (c *logFlags) logger(out io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		level = slog.LevelWarn // the flag allows nothing unknown
	}
	options := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(out, options))
	}
	return slog.New(slog.NewTextHandler(out, options))
}

// audit opens the audit log, nil where none is wanted.
func (c *logFlags) audit() (*slog.Logger, io.Closer, error) {
	if c.Audit == "" {
		return nil, nil, nil
	}
	file, err := os.OpenFile(c.Audit, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, schema.Errorf(schema.CodeInvalid, "the audit log cannot be written: %v", err)
	}
	return slog.New(slog.NewJSONHandler(file, nil)), file, nil
}

// tracer returns what sends traces, nil where none are wanted.
func (c *logFlags) tracer(ctx context.Context) (*tracing.Tracer, error) {
	if c.Traces == "" {
		return nil, nil
	}
	return tracing.New(ctx, c.Traces, version)
}
