/** Parts of the charting library that enter themselves when they are loaded: all of it would take twice the memory. */
declare module 'echarts/lib/*'
