# Writes series.jsonl, bounds.jsonl and numbers.jsonl beside this file: what R and its package `surveillance` answer, which the tests of
# @tusom/detection compare with.   Rscript libs/detection/test/expected/make-expected.R
suppressMessages(library(surveillance))
args <- commandArgs(FALSE)
here <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", args, value = TRUE))))

# --- a JSON writer of our own: full precision, NA and NaN as null ------------------------------------------------------------------
num <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), ifelse(is.infinite(x), ifelse(x > 0, '"Inf"', '"-Inf"'), "null"))
json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    if (!length(x)) return("{}")
    return(paste0("{", paste0('"', names(x), '":', vapply(x, json, ""), collapse = ","), "}"))
  }
  one <- inherits(x, "AsIs")
  x <- unclass(x)
  v <- if (is.character(x)) ifelse(is.na(x), "null", paste0('"', x, '"'))
       else if (is.logical(x)) ifelse(is.na(x), "null", ifelse(x, "true", "false"))
       else num(as.numeric(x))
  if (one) v else paste0("[", paste0(v, collapse = ","), "]")
}
lines <- function(path, rows) writeLines(rows, file.path(here, path))

# --- the series --------------------------------------------------------------------------------------------------------------------
data(salmonella.agona); data(salmNewport); data(momo); data(campyDE); data(rotaBB); data(m1); data(shadar); data(salmHospitalized)
index <- function(x, f = 52) sts(observed = as.numeric(x), frequency = f)
dated <- function(x, d, f = 52, population = NULL) {
  s <- sts(observed = as.numeric(x), epoch = as.numeric(d), epochAsDate = TRUE, frequency = f)
  if (!is.null(population)) population(s) <- matrix(population)
  s
}
agona <- as.numeric(salmonella.agona$observed)
newport <- rowSums(observed(salmNewport))
# counts by day with weekday effect, season, trend and two outbreaks: invented, the same on every machine
set.seed(20130612, kind = "Mersenne-Twister", sample.kind = "Rejection")
days <- seq(as.Date("2010-01-01"), by = "1 day", length.out = 2000)
mu <- exp(1.1 + 0.0003 * (1:2000) + 0.4 * cos(2 * pi * (1:2000) / 365.25) - 0.6 * (format(days, "%u") %in% c("6", "7")))
daily <- rnbinom(2000, size = 4, mu = mu) + ifelse(1:2000 %in% 1200:1210, 9, 0) + ifelse(1:2000 %in% 1960:1966, 15, 0)

series <- list(
  "agona" = list(index(agona), "salmonella.agona"),
  "newport" = list(dated(newport, epoch(salmNewport)), "salmNewport, sum over states"),
  "newport-nrw" = list(dated(observed(salmNewport)[, "North.Rhine.Westphalia"], epoch(salmNewport)), "salmNewport, North Rhine-Westphalia"),
  "newport-saar" = list(dated(observed(salmNewport)[, "Saarland"], epoch(salmNewport)), "salmNewport, Saarland: nearly all zero"),
  "momo-0" = list(dated(observed(momo)[, 1], epoch(momo), 52, population(momo)[, 1]), "momo, deaths under 1 year, with population"),
  "momo-85" = list(dated(observed(momo)[, 8], epoch(momo), 52, population(momo)[, 8]), "momo, deaths of 85 and older, with population"),
  "campy" = list(dated(campyDE$case, campyDE$date), "campyDE"),
  "hospital" = list(dated(observed(salmHospitalized), epoch(salmHospitalized)), "salmHospitalized"),
  "rota" = list(dated(observed(rotaBB)[, 1], epoch(rotaBB), 12), "rotaBB, first age group, by month"),
  "shadar" = list(index(shadar$observed), "shadar"),
  "m1" = list(index(m1$observed), "m1"),
  "daily" = list(dated(daily, days, 365), "invented, see make-expected.R")
)
lines("series.jsonl", vapply(names(series), function(n) {
  s <- series[[n]][[1]]
  p <- if (n %in% c("momo-0", "momo-85")) population(s) else NULL
  json(c(list(name = I(n), source = I(series[[n]][[2]]), frequency = I(s@freq),
    start = if (s@epochAsDate) I(format(as.Date(epoch(s)[1], origin = "1970-01-01"))) else NULL, counts = observed(s)),
    if (is.null(p)) list() else list(population = p)))
}, ""))

# --- what R answers ----------------------------------------------------------------------------------------------------------------

one <- function(control) { control$range <- NULL; lapply(control, function(v) if (length(v) == 1) I(v) else v) }
answered <- function(.n, .method, control) {
  n <- .n; method <- .method
  s <- series[[n]][[1]]
  answer <- tryCatch(suppressWarnings(switch(method,
    "farrington" = {
      r <- farrington(s, control = control, verbose = FALSE)
      list(upperbound = upperbound(r), alarm = as.logical(alarms(r)))
    },
    "farrington-flexible" = {
      r <- farringtonFlexible(s, control = c(control, list(glmWarnings = FALSE)))
      k <- r@control
      list(upperbound = upperbound(r), alarm = as.logical(alarms(r)), score = k$score, pvalue = k$pvalue, expected = k$expected,
        phi = k$phiVector, trend = as.logical(k$trend), slope = k$trendVector)
    },
    "ears" = {
      r <- earsC(s, control = control)
      control$range <- r@control$range
      list(upperbound = upperbound(r), alarm = as.logical(alarms(r)))
    },
    "cusum" = {
      r <- algo.cusum(list(observed = as.matrix(observed(s)), state = rep(0, nrow(s)), freq = s@freq, start = s@start) |> structure(class = "disProg"), control = control)
      list(upperbound = r$upperbound, alarm = as.logical(r$alarm), cusum = r$cusum, m = r$control$m)
    })), error = function(e) { message(n, " ", method, ": ", conditionMessage(e)); NULL })
  if (is.null(answer)) return(NULL)
  json(list(series = I(n), method = I(method), options = one(control), range = range(control$range), answer = answer))
}
last <- function(n, k) { N <- nrow(series[[n]][[1]]); (N - k + 1):N }
cases <- list()
add <- function(.n, .method, ...) cases[[length(cases) + 1]] <<- answered(.n, .method, list(...))

for (n in c("agona", "newport", "campy")) for (m in c("C1", "C2", "C3")) add(n, "ears", method = m, range = last(n, 60))
add("newport-saar", "ears", method = "C1", minSigma = 0.5, range = last("newport-saar", 60))
add("newport-saar", "ears", method = "C2", minSigma = 0.5, range = last("newport-saar", 60))
add("newport-saar", "ears", method = "C3", range = last("newport-saar", 60))
add("daily", "ears", method = "C3", baseline = 14, alpha = 0.01, range = last("daily", 60))
add("m1", "ears", method = "C1", baseline = 5, alpha = 0.05)
add("m1", "ears", method = "C3", baseline = 4)

add("agona", "farrington", range = 270:312, b = 4, w = 3, alpha = 0.01)
add("agona", "farrington", range = 282:312, b = 3, w = 5, alpha = 0.1, reweight = FALSE, powertrans = "1/2", limit54 = c(2, 3))
add("agona", "farrington", range = 282:312, b = 2, w = 2, alpha = 0.05, powertrans = "none", limit54 = c(0, 4))
add("agona", "farrington", range = 282:312, b = 5, w = 3, alpha = 0.05, trend = FALSE)
add("newport", "farrington", range = last("newport", 100), b = 5, w = 3, alpha = 0.01)
add("newport", "farrington", range = last("newport", 60), b = 3, w = 6, alpha = 0.001)
add("newport-nrw", "farrington", range = last("newport-nrw", 60), b = 5, w = 4)
add("campy", "farrington", range = last("campy", 60), b = 5, w = 3, alpha = 0.05)
add("hospital", "farrington", range = last("hospital", 60), b = 4, w = 3, alpha = 0.05)
add("momo-85", "farrington", range = last("momo-85", 60), b = 5, w = 3)
add("momo-85", "farrington", range = last("momo-85", 40), b = 5, w = 3, fitFun = "algo.farrington.fitGLM.populationOffset")
add("rota", "farrington", range = last("rota", 36), b = 5, w = 1)
add("shadar", "farrington", range = last("shadar", 60), b = 3, w = 4)
add("daily", "farrington", range = last("daily", 60), b = 3, w = 7)

f <- "farrington-flexible"
add("agona", f, range = 282:312, noPeriods = 1, b = 4, w = 3, weightsThreshold = 1, pastWeeksNotIncluded = 3, pThresholdTrend = 0.05, alpha = 0.1)
add("agona", f, range = 282:312, noPeriods = 10, b = 4, w = 3, weightsThreshold = 2.58, pastWeeksNotIncluded = 26, pThresholdTrend = 1, alpha = 0.1)
add("agona", f, range = 264:312)
add("agona", f, range = 282:312, b = 3, w = 2, noPeriods = 5, trend = FALSE, powertrans = "1/2", limit54 = c(0, 4))
add("agona", f, range = 282:312, b = 3, w = 2, noPeriods = 5, reweight = FALSE, powertrans = "none")
add("agona", f, range = 282:312, b = 4, w = 3, pastWeeksNotIncluded = 0)
add("agona", f, range = 282:312, b = 4, w = 3, pastWeeksNotIncluded = 1, noPeriods = 4)
improved <- function(n, k, method, ...) add(n, f, range = last(n, k), b = 5, w = 3, noPeriods = 10, weightsThreshold = 2.58, pastWeeksNotIncluded = 26, pThresholdTrend = 1, thresholdMethod = method, ...)
for (n in c("newport", "newport-nrw", "campy", "hospital")) for (m in c("delta", "nbPlugin", "muan")) improved(n, 60, m, alpha = 0.01)
improved("newport", 100, "nbPlugin", alpha = 0.0005)
improved("newport-saar", 60, "nbPlugin", alpha = 0.01, limit54 = c(0, 4))
improved("momo-0", 60, "delta", alpha = 0.005, populationOffset = TRUE)
improved("momo-85", 60, "delta", alpha = 0.005, populationOffset = TRUE)
improved("momo-85", 60, "nbPlugin", alpha = 0.005)
add("newport", f, range = last("newport", 100))
add("newport", f, range = last("newport", 60), b = 4, w = 2, noPeriods = 7, thresholdMethod = "muan")
add("newport", f, range = last("newport", 60), b = 2, w = 3, noPeriods = 3, thresholdMethod = "nbPlugin", trend = FALSE)
add("rota", f, range = last("rota", 36), b = 5, w = 1, alpha = 0.05, noPeriods = 3, pastWeeksNotIncluded = 3)
add("rota", f, range = last("rota", 36), b = 5, w = 1)
add("shadar", f, range = last("shadar", 60), b = 3, w = 4, noPeriods = 6, thresholdMethod = "muan", alpha = 0.01)
add("daily", f, range = last("daily", 60), b = 3, w = 10)
add("daily", f, range = last("daily", 60), b = 3, w = 7, noPeriods = 12, pastWeeksNotIncluded = 30, thresholdMethod = "nbPlugin", alpha = 0.01)

for (t in c("standard", "rossi", "anscombe", "anscombe2nd", "pearsonNegBin")) add("m1", "cusum", range = 60:209, trans = t, alpha = if (t == "pearsonNegBin") 0.3 else NULL)
add("agona", "cusum", range = 210:312, trans = "standard", k = 0.5, h = 4)
add("agona", "cusum", range = 210:312, trans = "rossi", k = 0.8, h = 3, m = 2.5)
add("agona", "cusum", range = 210:312, trans = "anscombe", m = "glm")
add("m1", "cusum", range = 160:209, trans = "standard", m = "glm")
add("shadar", "cusum", range = 200:295, trans = "anscombeNegBin", alpha = 0.2)
lines("bounds.jsonl", unlist(cases))

# --- quantiles and distributions ---------------------------------------------------------------------------------------------------
numbers <- list()
put <- function(fun, ...) { a <- list(...); numbers[[length(numbers) + 1]] <<- json(list(fun = I(fun), args = unlist(a), value = I(do.call(fun, a)))) }
for (p in c(1e-300, 1e-20, 1e-10, 1e-5, 0.001, 0.025, 0.1, 0.4, 0.5, 0.6, 0.9, 0.975, 0.999, 0.99995, 1 - 1e-12)) put("qnorm", p)
for (x in c(-38, -10, -5, -1, -0.1, 0, 0.3, 1.96, 4, 8)) put("pnorm", x)
for (df in c(1, 2, 3.5, 7, 30, 200, 1e5)) for (t in c(-40, -3, -0.5, 0, 1, 2.5, 12)) put("pt", t, df)
for (df in c(1, 2, 3.5, 7, 30, 200, 1e5)) for (p in c(1e-6, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9995)) put("qt", p, df)
for (m in c(1e-8, 0.01, 0.7, 3, 22.5, 480, 1e6)) for (p in c(0.001, 0.05, 0.5, 0.95, 0.99, 0.9995, 0.999999)) put("qpois", p, m)
for (m in c(0.01, 0.7, 3, 22.5, 480, 1e6)) for (q in c(0, 1, 5, 20, 500, 1e6)) put("ppois", q, m)
for (s in c(0.05, 0.5, 2, 17, 300)) for (pr in c(0.01, 0.3, 0.8, 0.999)) for (p in c(0.001, 0.05, 0.5, 0.95, 0.99, 0.9995, 0.999999)) put("qnbinom", p, s, pr)
for (s in c(0.05, 0.5, 2, 17, 300)) for (pr in c(0.01, 0.3, 0.8, 0.999)) for (q in c(0, 3, 25, 1000)) put("pnbinom", q, s, pr)
for (x in c(1e-5, 0.1, 0.5, 1, 1.5, 2, 3.3, 10, 171, 1e4, 1e10)) put("lgamma", x)
lines("numbers.jsonl", unlist(numbers))
# --- exponential smoothing with given parameters and first state: stats::HoltWinters ----------------------------------------------
hw <- function(model, x, m, alpha, beta, gamma, l, b, s, h = 8) {
  seasonal <- if (model == "hw-multiplicative") "multiplicative" else "additive"
  x <- ts(x, frequency = max(m, 1))
  f <- if (model == "ses") HoltWinters(x, alpha = alpha, beta = FALSE, gamma = FALSE, l.start = l)
       else if (model == "holt") HoltWinters(x, alpha = alpha, beta = beta, gamma = FALSE, l.start = l, b.start = b)
       else HoltWinters(x, alpha = alpha, beta = beta, gamma = gamma, seasonal = seasonal, l.start = l, b.start = b, s.start = s)
  p <- predict(f, h, prediction.interval = model != "hw-multiplicative", level = 0.8)
  # R begins at the 2nd, 3rd or m + 1st value; its interval is mean +- z sigma sqrt(sum of squares): keep sigma and the widths
  list(model = I(model), m = I(m), alpha = I(alpha), beta = I(beta), gamma = I(gamma), level = I(l), trend = I(b), season = s, from = I(length(x) - nrow(f$fitted)),
    sse = I(f$SSE), mean = p[, 1], growth = if (ncol(p) > 1) ((p[, 2] - p[, 1]) / (p[1, 2] - p[1, 1]))^2 else NULL)
}
x <- as.numeric(salmHospitalized@observed)[1:300]; r <- as.numeric(observed(rotaBB)[, 1])
lines("smoothing.jsonl", vapply(list(
  c(list(series = I("hospital")), hw("ses", x, 0, 0.3, 0, 0, 150, 0, numeric(0))),
  c(list(series = I("hospital")), hw("holt", x, 0, 0.3, 0.1, 0, 150, 1, numeric(0))),
  c(list(series = I("rota")), hw("hw-additive", r, 12, 0.2, 0.05, 0.3, 200, 0.5, c(100, 300, 350, 200, 50, -100, -150, -180, -190, -180, -150, -50))),
  c(list(series = I("rota")), hw("hw-multiplicative", r, 12, 0.2, 0.05, 0.3, 200, 0.5, c(1.5, 2.5, 2.7, 2, 1.2, 0.5, 0.2, 0.1, 0.1, 0.1, 0.2, 0.9)))
), json, ""))

cat(R.version.string, "surveillance", as.character(packageVersion("surveillance")), length(cases), "cases\n")
