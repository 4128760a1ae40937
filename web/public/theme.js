// Before the first paint: at 3 a.m. a white flash is not wanted. A file of its own because inline scripts are refused.
try {
  const theme = localStorage.getItem('tusom.theme')
  const night = theme ? theme === 'night' : matchMedia('(prefers-color-scheme: dark)').matches
  if (night) document.documentElement.classList.add('night')
  document.documentElement.lang = localStorage.getItem('tusom.language') === 'en' ? 'en' : 'vi'
} catch {
  // storage is closed to us: the day theme it is
}
